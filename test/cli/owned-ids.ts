import t from 'tap'
import { ownedIds } from '../../src/cli/owned-ids.ts'
import { StateError } from '../../src/cli/state-objects.ts'

const type = 'dbtcloud_scim_config_token'
const managed = { mode: 'managed', type }

/** JSON in which `n123` stands for the number, with all its digits. */
const json = (value: unknown): string => JSON.stringify(value).replaceAll(/"n(\d+)"/g, '$1')

const large = ['9007199254740992', '9007199254740993', '92233720368547758079']

const stateFile = (resources: readonly object[]) => json({ version: 4, resources })
const attributes = (id: string) => ({ attributes: { id, token_string: 'secret' } })

const shown = (root_module: object) => json({ format_version: '1.0', values: { root_module } })
const values = (id: string) => ({ ...managed, values: { id, token_string: 'secret' } })

const cases: Readonly<Record<string, readonly [text: string, ids: readonly string[]]>> = {
  'a state file': [
    stateFile([{ ...managed, instances: [attributes('n1'), attributes('n2')] }]),
    ['1', '2'],
  ],
  'a state file with an object that is to be destroyed': [
    stateFile([{ ...managed, instances: [{ ...attributes('n1'), deposed: '0badcafe' }] }]),
    ['1'],
  ],
  'a state file with modules': [
    stateFile([
      { ...managed, module: 'module.a', instances: [attributes('n1')] },
      { ...managed, module: 'module.a.module.b', instances: [attributes('n2')] },
    ]),
    ['1', '2'],
  ],
  'a state file with ids beyond 2^53': [
    stateFile([{ ...managed, instances: large.map((id) => attributes(`n${id}`)) }]),
    large,
  ],
  'a state file with data sources and other types': [
    stateFile([
      { ...managed, mode: 'data', instances: [attributes('n1')] },
      { ...managed, type: 'dbtcloud_scim_config', instances: [attributes('n2')] },
    ]),
    [],
  ],
  'an empty state file': [stateFile([]), []],
  'what show -json prints': [shown({ resources: [values('n1')] }), ['1']],
  'what show -json prints of modules': [
    shown({
      child_modules: [
        { resources: [values('n1')], child_modules: [{ resources: [values('n2')] }] },
      ],
    }),
    ['1', '2'],
  ],
  'what show -json prints of ids beyond 2^53': [
    shown({ resources: large.map((id) => values(`n${id}`)) }),
    large,
  ],
  'what show -json prints of no state': [json({ format_version: '1.0' }), []],
  'what show -json prints of a first plan': [
    json({ format_version: '1.2', planned_values: { root_module: { resources: [values('n2')] } } }),
    [],
  ],
  'what show -json prints of a plan, before it': [
    json({
      format_version: '1.2',
      planned_values: { root_module: { resources: [values('n2')] } },
      prior_state: {
        format_version: '1.0',
        values: { root_module: { resources: [values('n1')] } },
      },
    }),
    ['1'],
  ],
}

for (const [title, [text, ids]] of Object.entries(cases))
  t.test(`finds the tokens of ${title}`, async (t) => {
    t.strictSame([...ownedIds(text, type)], ids)
  })

const other = /neither a state file of version 4 nor/

const unusable: Readonly<Record<string, readonly [text: string, message: RegExp]>> = {
  'text that is not JSON': ['{ "secret', /it is not JSON/],
  'a state file of an old version': [json({ version: 3, modules: [] }), other],
  'an empty file': ['\n', /it is empty/],
  'an encrypted state file': [json({ encrypted_data: 'secret', meta: {} }), /it is encrypted/],
  'other JSON': ['["secret"]', other],
  'a state file without resources': [
    json({ version: 4, lineage: 'secret' }),
    /no list of resources/,
  ],
  'a state file whose resources are no list': [json({ version: 4, resources: {} }), /no list of/],
  'what validate -json prints': [json({ format_version: '1.0', valid: true }), other],
  'what providers schema -json prints': [
    json({ format_version: '1.0', provider_schemas: {} }),
    other,
  ],
  'what version -json prints': [json({ terraform_version: '1.11.4', secret: true }), other],
}

for (const [title, [text, message]] of Object.entries(unusable))
  t.test(`refuses ${title}, and quotes nothing of it`, async (t) => {
    const error = t.throws(() => ownedIds(text, type), StateError)
    t.match(error, { message })
    t.notMatch(String(error), 'secret')
  })
