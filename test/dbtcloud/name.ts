import t from 'tap'
import { lifecycle } from '../core/lifecycle.ts'
import { asked, startCloud } from './fixture.ts'

const type = 'dbtcloud_scim_config_token'

const refused: readonly (readonly [title: string, name: string, error: RegExp])[] = [
  ['nothing', '', /non-empty name/],
  ['blanks alone', '  ', /without leading or trailing white space/],
  ['a blank at the start', ' okta', /without leading or trailing white space/],
  ['a blank at the end', 'okta ', /without leading or trailing white space/],
  ['a line end', 'okta\n', /without leading or trailing white space/],
  ['a no-break space', '\u00A0okta', /without leading or trailing white space/],
  ['a wide space', 'okta\u3000', /without leading or trailing white space/],
  ['a byte order mark', '\uFEFFokta', /without leading or trailing white space/],
  ['a zero-width space', 'okta\u200B', /without leading or trailing white space/],
  ['a soft hyphen', '\u00ADokta', /without leading or trailing white space/],
  ['an invisible letter', '\u3164', /without leading or trailing white space/],
  ['a text in the other direction', 'ok\u202Eta', /line breaks, or control characters/],
  ['an isolated text', 'ok\u2066ta', /line breaks, or control characters/],
  ['a tab inside', 'ok\tta', /line breaks, or control characters/],
  ['a line end inside', 'ok\nta', /line breaks, or control characters/],
  ['a line separator inside', 'ok\u2028ta', /line breaks, or control characters/],
  ['a null', 'ok\u0000ta', /line breaks, or control characters/],
  ['an escape sequence', 'ok\u001B[31mta', /line breaks, or control characters/],
  ['a delete', 'ok\u007Fta', /line breaks, or control characters/],
]

for (const [title, name, error] of refused)
  t.test(`a name with ${title} is refused before anything is requested`, async (t) => {
    const { core, emulator } = await startCloud(t)
    await lifecycle(t, [core, type], [{ config: { name }, expect: { error, state: null } }])
    t.same(asked(emulator), [])
  })

for (const name of ['okta', 'a b', 'Ökta 日本', 'x', '👩‍💻', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', 'نامه\u200Cها', '-', '..'])
  t.test(`the name ${name} is accepted`, async (t) => {
    const { core } = await startCloud(t)
    await lifecycle(t, [core, type], [{ config: { name }, expect: { state: { name } } }])
  })

const normalized: readonly (readonly [title: string, stored: string])[] = [
  ['with a blank at its start', ' Ökta'],
  ['with a line end', 'Ökta\n'],
  ['in another Unicode form', 'Ökta'.normalize('NFD')],
]

for (const [title, stored] of normalized)
  t.test(`a name that the API returns ${title} is the same name`, async (t) => {
    const { core, emulator } = await startCloud(t)
    const always = { times: Number.POSITIVE_INFINITY, with: { name: stored } }
    emulator.fail({ method: 'POST' }, always)
    await lifecycle(
      t,
      [core, type],
      [
        { config: { name: 'Ökta' }, expect: { action: 'create', state: { name: 'Ökta' } } },
        { title: 'is stored so', event: () => void emulator.fail({ path: /tokens/ }, always) },
        { refresh: true, expect: { state: { name: 'Ökta' } } },
        { config: { name: 'Ökta' }, expect: { action: 'no-op', replaces: [] } },
      ],
    )
  })
