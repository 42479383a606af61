import t from 'tap'
import { objectsIn, type StateObject } from '../../src/cli/state-objects.ts'

const type = 'dbtcloud_scim_config_token'
const okta = { mode: 'managed', type, name: 'okta' }
const attributes = { id: 1 }

const stateFile = (...resources: readonly object[]) => JSON.stringify({ version: 4, resources })
const shown = (root_module: object) =>
  JSON.stringify({ format_version: '1.0', values: { root_module } })

const one: StateObject = { type, place: 'okta', isDeposed: false, attributes }

const cases: Readonly<Record<string, readonly [text: string, found: readonly StateObject[]]>> = {
  'one of a state file': [stateFile({ ...okta, instances: [{ attributes }] }), [one]],
  'several of a state file': [
    stateFile({
      ...okta,
      module: 'module.a["b"]',
      instances: [
        { attributes, index_key: 'x' },
        { attributes, index_key: 0 },
        { attributes, deposed: '0badcafe' },
      ],
    }),
    [
      { ...one, place: 'module.a["b"].okta["x"]' },
      { ...one, place: 'module.a["b"].okta[0]' },
      { ...one, place: 'module.a["b"].okta', isDeposed: true },
    ],
  ],
  'those of show -json': [
    shown({
      resources: [
        { ...okta, values: attributes },
        { ...okta, index: 'x', values: attributes },
        { ...okta, deposed_key: '0badcafe', values: attributes },
      ],
      child_modules: [
        { address: 'module.a', resources: [{ ...okta, index: 2, values: attributes }] },
      ],
    }),
    [
      one,
      { ...one, place: 'okta["x"]' },
      { ...one, isDeposed: true },
      { ...one, place: 'module.a.okta[2]' },
    ],
  ],
  'no data sources': [stateFile({ ...okta, mode: 'data', instances: [{ attributes }] }), []],
  'nothing without attributes': [stateFile({ ...okta, instances: [{ attributes: null }] }), []],
}

for (const [title, [text, found]] of Object.entries(cases))
  t.test(`finds the objects of a state: ${title}`, async (t) => {
    t.strictSame(objectsIn(text), found)
  })
