import t from 'tap'
import { NoNameForIdError, type PulumiId, pulumiId } from '../../src/docs/pulumi-id.ts'
import {
  computed,
  int64,
  optional,
  optionalComputed,
  required,
  type Schema,
  string,
} from '../../src/framework/index.ts'

const cases: readonly (readonly [string, Schema, PulumiId])[] = [
  ['uses a text ID from the API as it is', { id: computed(string, 'I.') }, { kind: 'own' }],
  [
    'moves a numeric ID from the API to a property',
    { id: computed(int64, 'I.') },
    { kind: 'missing', property: 'jobId' },
  ],
  [
    'skips a name that another attribute has',
    { id: computed(int64, 'I.'), job_id: required(int64, 'J.') },
    { kind: 'missing', property: 'dbtJobId' },
  ],
  ['copies a required ID', { id: required(string, 'I.') }, { kind: 'copied', property: 'jobId' }],
  [
    'copies an optional and computed ID',
    { id: optionalComputed(string, 'I.') },
    { kind: 'copied', property: 'jobId' },
  ],
  [
    'does not copy an optional ID, which can be null',
    { id: optional(string, 'I.') },
    { kind: 'missing', property: 'jobId' },
  ],
  ['has no ID for a resource without one', { name: required(string, 'N.') }, { kind: 'missing' }],
]

for (const [title, schema, id] of cases)
  t.test(title, async (t) => {
    t.strictSame(pulumiId({ type: 'job', schema, package: 'dbt' }), id)
  })

t.test('rejects an ID if all names for it exist', async (t) => {
  const names = ['id', 'job_id', 'dbt_job_id', 'resource_id', 'dbt_id']
  const schema = Object.fromEntries(names.map((name) => [name, computed(int64, 'I.')]))
  t.throws(() => pulumiId({ type: 'job', schema, package: 'dbt' }), new NoNameForIdError('job'))
})
