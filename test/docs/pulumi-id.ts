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
  ['a text that the API tells is its own', { id: computed(string, 'I.') }, { kind: 'own' }],
  [
    'a number that the API tells moves to a property and leaves nothing behind',
    { id: computed(int64, 'I.') },
    { kind: 'missing', property: 'jobId' },
  ],
  [
    'a name that is taken is passed over',
    { id: computed(int64, 'I.'), job_id: required(int64, 'J.') },
    { kind: 'missing', property: 'dbtJobId' },
  ],
  [
    'an id that the user sets is copied',
    { id: required(string, 'I.') },
    { kind: 'copied', property: 'jobId' },
  ],
  [
    'an id that the user may set is copied',
    { id: optionalComputed(string, 'I.') },
    { kind: 'copied', property: 'jobId' },
  ],
  [
    'an id that may stay null is not copied',
    { id: optional(string, 'I.') },
    { kind: 'missing', property: 'jobId' },
  ],
  ['a resource without one has none', { name: required(string, 'N.') }, { kind: 'missing' }],
]

for (const [title, schema, id] of cases)
  t.test(title, async (t) => {
    t.strictSame(pulumiId({ type: 'job', schema, package: 'dbt' }), id)
  })

t.test('an id for which no name is free is refused', async (t) => {
  const names = ['id', 'job_id', 'dbt_job_id', 'resource_id', 'dbt_id']
  const schema = Object.fromEntries(names.map((name) => [name, computed(int64, 'I.')]))
  t.throws(() => pulumiId({ type: 'job', schema, package: 'dbt' }), new NoNameForIdError('job'))
})
