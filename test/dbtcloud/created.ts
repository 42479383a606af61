import t from 'tap'
import type { Fault } from '../../src/emulator/index.ts'
import { lifecycle } from '../core/lifecycle.ts'
import { startCloud } from './fixture.ts'

const type = 'dbtcloud_scim_config_token'
const config = { name: 'okta' }
const post = { method: 'POST', path: /tokens/ }

const partly: readonly (readonly [title: string, Fault, error: RegExp])[] = [
  ['null for the name', { with: { name: null } }, /name is null instead of a string/],
  ['no name', { without: ['name'] }, /name is missing instead of a string/],
  ['a number for the name', { with: { name: 5 } }, /name is a number instead of a string/],
  ['another name', { with: { name: 'entra' } }, /name is not the value that was sent/],
]

for (const [title, fault, error] of partly)
  t.test(
    `a create that is answered with ${title} saves what is sound, and is replaced`,
    async (t) => {
      const { core, emulator } = await startCloud(t)
      emulator.fail(post, fault)
      const expected = { name: 'okta', token_string: /^dbts_/, created_at: /^20/ }
      await lifecycle(
        t,
        [core, type],
        [
          { config, expect: { error, tainted: true, state: { id: 1001, ...expected } } },
          { config, expect: { action: 'replace', state: { id: 1002, ...expected } } },
          { destroy: true },
        ],
      )
      t.same(emulator.tokens(1).list(), [])
    },
  )

const unusable: readonly (readonly [title: string, Fault, warning: RegExp])[] = [
  ['a number for created_at', { with: { created_at: 5 } }, /created_at is a number/],
  ['null for created_at', { with: { created_at: null } }, /created_at is null/],
  ['a list for last_used', { with: { last_used: [] } }, /last_used is an array/],
]

for (const [title, fault, warning] of unusable)
  t.test(`a create that is answered with ${title} succeeds with a warning`, async (t) => {
    const { core, emulator } = await startCloud(t)
    emulator.fail(post, fault)
    await lifecycle(
      t,
      [core, type],
      [
        { config, expect: { warning, state: { id: 1001, token_string: /^dbts_/ } } },
        { refresh: true, expect: { state: { created_at: /^20/, last_used: null } } },
        { destroy: true },
      ],
    )
    t.same(emulator.tokens(1).list(), [])
  })

const ids: readonly (readonly [title: string, Fault])[] = [
  ['no id', { without: ['id'] }],
  ['null for the id', { with: { id: null } }],
  ['a negative id', { with: { id: -1 } }],
  ['an id of text', { with: { id: 'x' } }],
  ['an id of 30 digits', { with: { id: 10n ** 30n } }],
  ['an id of a million digits', { with: { id: '9'.repeat(1_000_000) } }],
  ['a list for the id', { with: { id: [7] } }],
]

for (const [title, fault] of ids)
  t.test(
    `a create that is answered with ${title} leaves one token, which is in the state`,
    async (t) => {
      const { core, emulator } = await startCloud(t)
      emulator.fail(post, fault)
      await lifecycle(
        t,
        [core, type],
        [{ config, expect: { state: { id: 1002, token_string: /^dbts_/ } } }],
      )
      t.same(
        emulator
          .tokens(1)
          .list()
          .map(({ id }) => id),
        [1002],
      )
    },
  )

t.test('an id of text with digits is the number', async (t) => {
  const { core, emulator } = await startCloud(t)
  emulator.fail(post, { with: { id: '1001' } })
  await lifecycle(t, [core, type], [{ config, expect: { state: { id: 1001 } } }, { destroy: true }])
  t.same(emulator.tokens(1).list(), [])
})
