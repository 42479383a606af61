// An answer is believed only for what it is: the kinds of answers, and what becomes of state and world.
import t from 'tap'
import type { Emulator, Fault } from '../../src/emulator/index.ts'
import { lifecycle } from '../core/lifecycle.ts'
import { startCloud } from '../dbtcloud/fixture.ts'

const type = 'dbtcloud_scim_config_token'

const always = { times: Number.POSITIVE_INFINITY }
const okta = { name: 'okta' }
const made = { id: 1001, name: 'okta', token_string: /^dbts_/, created_at: /^20/, last_used: null }
const reads = { method: 'GET', path: /tokens/ }

const malformed: readonly (readonly [title: string, Fault, error: RegExp])[] = [
  ['another id', { with: { id: 8 } }, /it contains object 8 instead of 1001/],
  ['no id', { without: ['id'] }, /an object without an ID/],
  ['null for the id', { with: { id: null } }, /an object without an ID/],
  ['a negative id', { with: { id: -1001 } }, /an object with an invalid ID \(-1001\)/],
  [
    'an id of 2 million digits',
    { with: { id: '1'.repeat(2_000_000) } },
    /an object with an invalid ID/,
  ],
  ['a long number', { body: `{"data": ${'1'.repeat(1_000_000)}}` }, /number of 1000000 digits/],
  ['null for the name', { with: { name: null } }, /name is null instead of a string/],
  ['no name', { without: ['name'] }, /name is missing instead of a string/],
  ['a number for the name', { with: { name: 7 } }, /name is a number instead of a string/],
  ['another account', { with: { account_id: 7 } }, /an object of account 7 instead of 1/],
  [
    'half a character in the name',
    { body: '{"data": {"id": 1001, "name": "okta\\ud83d"}}' },
    /name is invalid Unicode instead of a string/,
  ],
  ['a list for the name', { with: { name: ['okta'] } }, /name is an array instead of a string/],
]

for (const [title, fault, error] of malformed)
  t.test(`a read that is answered with ${title} is an error, and the state stays`, async (t) => {
    const { core, emulator } = await startCloud(t)
    const asking = new RegExp(
      `GET http://127.*/api/v3/accounts/1/scim-config/tokens/1001/.*${error.source}`,
    )
    const sick = { faults: [] as { release(): void }[] }
    await lifecycle(
      t,
      [core, type],
      [
        { config: okta },
        {
          title: 'answers so',
          event: () => sick.faults.push(emulator.fail(reads, { ...fault, ...always })),
        },
        { refresh: true, expect: { error: asking, state: made } },
        { plan: okta, expect: { error: asking, replaces: [] } },
        { title: 'is well again', event: () => sick.faults.forEach((each) => each.release()) },
        { config: okta, expect: { action: 'no-op', state: made } },
        { destroy: true },
      ],
    )
    t.same(emulator.tokens(1).list(), [])
  })

const harmless: readonly (readonly [title: string, Fault, warning: RegExp | undefined])[] = [
  ['a number for created_at', { with: { created_at: 5 } }, /created_at is a number/],
  ['an empty created_at', { with: { created_at: '' } }, /created_at is null/],
  ['an empty last_used', { with: { last_used: '' } }, undefined],
  ['null for created_at', { with: { created_at: null } }, /created_at is null/],
  ['no created_at', { without: ['created_at'] }, /created_at is missing/],
  ['an object for last_used', { with: { last_used: {} } }, /last_used is an object/],
  ['no last_used', { without: ['last_used'] }, undefined],
  ['the id as text', { with: { id: '1001' } }, undefined],
  ['a value that was returned before', { with: { token_string: '***' } }, undefined],
  ['a name with white space around it', { with: { name: ' okta\n' } }, undefined],
]

for (const [title, fault, warning] of harmless)
  t.test(
    `a read that is answered with ${title} keeps the state, and a destroy works`,
    async (t) => {
      const { core, emulator } = await startCloud(t)
      await lifecycle(
        t,
        [core, type],
        [
          { config: okta },
          { title: 'answers so', event: () => void emulator.fail(reads, { ...fault, ...always }) },
          { refresh: true, expect: { state: made, ...(warning && { warning }) } },
          { config: okta, expect: { action: 'no-op', replaces: [] } },
          { destroy: true },
        ],
      )
      t.same(emulator.tokens(1).list(), [])
    },
  )

t.test('a delete that is answered for another token is an error', async (t) => {
  const { core, emulator } = await startCloud(t)
  emulator.fail({ method: 'DELETE' }, { with: { id: 8 } })
  const error = /DELETE http.*tokens\/1001\/ returned status 200, but it contains object 8/
  await lifecycle(
    t,
    [core, type],
    [{ config: okta }, { destroy: true, expect: { error, state: made } }],
  )
})

const replaced: readonly (readonly [title: string, Fault])[] = [
  ['a page with 403', { status: 403, html: true }],
  ['a page with 404', { status: 404, html: true }],
  ['a redirect', { status: 302, headers: { location: 'https://login.example/' } }],
  ['a redirect without an address', { status: 304 }],
  ['202', { status: 202 }],
  ['204', { status: 204 }],
]

for (const [title, fault] of replaced)
  t.test(`a create whose response a gateway replaced by ${title} leaves one token`, async (t) => {
    const { core, emulator } = await startCloud(t)
    emulator.fail({ method: 'POST' }, { ...fault, commit: 'now' })
    const warning = /A lost SCIM token was deleted/
    await lifecycle(t, [core, type], [{ config: okta, expect: { state: { id: 1002 }, warning } }])
    t.match(emulator.tokens(1).list(), [{ id: 1002 }])
    t.equal(emulator.tokens(1).list().length, 1)
  })

t.test('a delete that was only accepted keeps the token in the state', async (t) => {
  const { core, emulator } = await startCloud(t)
  emulator.fail({ method: 'DELETE' }, { status: 202 })
  const error = /status 202, but that means that the change was accepted but not made yet/
  await lifecycle(
    t,
    [core, type],
    [{ config: okta }, { destroy: true, expect: { error, state: made } }, { destroy: true }],
  )
  t.same(emulator.tokens(1).list(), [])
})

t.test('a token that reads do not show yet is destroyed when they do', async (t) => {
  const { core, emulator } = await startCloud(t)
  const token = core.resource(type)
  emulator.fail({ method: 'POST' }, { lag: 1_000 })
  await token.apply(okta)
  t.match(await token.destroy(), { isFailed: false, state: null })
  t.same(emulator.tokens(1).list(), [])
})

t.test('a listing that lacks all tokens of the state is warned about', async (t) => {
  const { core, emulator } = await startCloud(t)
  emulator.tokens(1).seed(2)
  const token = core.resource(type)
  const json = JSON.stringify({
    ...made,
    id: 7,
    created_at: '2026-01-01T00:00:00Z',
    token_string: 'x',
  })
  token.restore({ version: 0, json })
  const { state, diagnostics } = await token.refresh()
  t.equal(state, null)
  t.match(
    JSON.stringify(diagnostics),
    /does not list the only object.*check account_id and host_url/,
  )
})

const noProof: readonly (readonly [title: string, prepare: (emulator: Emulator) => unknown])[] = [
  ['of an account that the token no longer opens', (emulator) => emulator.permit(1, 'none')],
  [
    'that is empty, of an account that the token does not open',
    (emulator) => {
      emulator.fail({ path: /tokens\/$/ }, { listing: 'empty', ...always })
      emulator.fail({ path: /v2\/accounts/ }, { with: { id: 2 }, ...always })
      emulator.fail({ path: /tokens\/\d/ }, { status: 404, ...always })
    },
  ],
  [
    'whose count contradicts its items',
    (emulator) => {
      emulator.fail({ path: /tokens\/$/ }, { listing: 'miscounted', ...always })
      emulator.fail({ path: /tokens\/\d/ }, { status: 404, ...always })
    },
  ],
  [
    'that is half',
    (emulator) => {
      emulator.fail({ path: /tokens\/$/ }, { listing: 'incomplete', ...always })
      emulator.fail({ path: /tokens\/\d/ }, { status: 404, ...always })
    },
  ],
]

for (const [title, prepare] of noProof)
  t.test(`a listing ${title} proves nothing: the state stays`, async (t) => {
    const { core, emulator } = await startCloud(t)
    await lifecycle(
      t,
      [core, type],
      [
        { config: okta },
        {
          title: 'changes',
          event: () => {
            emulator.advance(61_000)
            prepare(emulator)
          },
        },
        { refresh: true, expect: { error: /status 404/, state: made } },
        { destroy: true, expect: { error: /status 404/, state: made } },
      ],
    )
  })

const config = 'dbtcloud_scim_config'
const on = { enabled: true, manual_updates_allowed: false, scim_controlled_license_type: true }

const malformedConfig: readonly (readonly [title: string, Fault, error: RegExp])[] = [
  ['null', { body: '{"data": null}' }, /it contains no object/],
  ['a list', { body: '{"data": []}' }, /it contains no object/],
  ['null for enabled', { with: { enabled: null } }, /enabled is null instead of a boolean/],
  ['a text for enabled', { with: { enabled: 'true' } }, /enabled is a string/],
  ['no enabled', { without: ['enabled'] }, /enabled is missing/],
]

for (const [title, fault, error] of malformedConfig)
  t.test(
    `a configuration that is answered with ${title} is an error, and the state stays`,
    async (t) => {
      const { core, emulator } = await startCloud(t)
      const next = { ...on, manual_updates_allowed: true }
      const path = { path: /scim-config\/$/ }
      const state = { ...on, id: '1' }
      await lifecycle(
        t,
        [core, config],
        [
          { config: on },
          { title: 'is read so', event: () => void emulator.fail(path, fault) },
          { refresh: true, expect: { error, state } },
          {
            title: 'is written so',
            event: () => void emulator.fail({ ...path, method: 'POST' }, fault),
          },
          { config: next, expect: { error, state } },
          { config: next, expect: { state: { ...next, id: '1' } } },
          {
            title: 'is reset so',
            event: () => void emulator.fail({ ...path, method: 'POST' }, fault),
          },
          { destroy: true, expect: { error, state: { ...next, id: '1' } } },
          { destroy: true },
        ],
      )
    },
  )

for (const [title, fault, error] of malformedConfig)
  t.test(`a first answer with ${title} leaves a state that can be destroyed`, async (t) => {
    const { core, emulator } = await startCloud(t)
    emulator.fail({ method: 'POST' }, fault)
    await lifecycle(
      t,
      [core, config],
      [
        { config: on, expect: { error, tainted: true, state: { ...on, id: '1' } } },
        { config: on, expect: { action: 'replace', state: { ...on, id: '1' } } },
        { destroy: true },
      ],
    )
  })
