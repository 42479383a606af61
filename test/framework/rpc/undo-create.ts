import t from 'tap'
import { declare, Incomplete, unknown } from '../../../src/framework/index.ts'
import { said, unwire, wire } from './fixture.ts'
import { AbsentError, startThings, thingSchema, type Verbs } from './fixture-verbs.ts'

const bridge = '1.0.0+pulumi-terraform-bridge'

const started = async (verbs: Verbs, terraform_version = bridge) => {
  const call = startThings({ verbs })
  await call('ConfigureProvider', { config: wire({}, {}), terraform_version })
  return call
}

const creating = {
  type_name: 'corner_thing',
  prior_state: wire(null, thingSchema),
  config: wire({ name: 'a' }, thingSchema),
  planned_state: wire(
    { name: 'a', id: unknown, size: unknown, secret: unknown, items: unknown },
    thingSchema,
  ),
}

const good = { id: 7, size: 3, secret: 's3cret', items: null }
const beyond = 2n ** 53n + 1n

const half = () => {
  throw new Incomplete(good, new Error('half made.'))
}

interface Failed {
  readonly create: () => unknown
  readonly id: number | bigint
  readonly says: RegExp
}

const failures: Readonly<Record<string, Failed>> = {
  'that failed halfway': { create: half, id: 7, says: /half made\./ },
  'that returned an unusable value': {
    create: () => ({ ...good, size: 'three' }),
    id: 7,
    says: /size/,
  },
  'whose ID Pulumi rounds': {
    create: () => ({ ...good, id: beyond }),
    id: beyond,
    says: /rounds those beyond 9007199254740991/,
  },
}

for (const [title, { create, id, says }] of Object.entries(failures))
  t.test(`under Pulumi, a create ${title} is undone`, async (t) => {
    const deleted: unknown[] = []
    const call = await started({
      create,
      delete: ({ state }) => void deleted.push(state?.['id']),
    })
    const answer = await call('ApplyResourceChange', creating)
    const [first = ''] = said(answer)
    t.match(first, says)
    t.match(first, `The object with id ${id} was deleted, because Pulumi does not save`)
    t.same(deleted, [id])
    t.same(answer.new_state, creating.prior_state)
  })

t.test('under Terraform, a failed create is saved, with any ID', async (t) => {
  const call = await started({ create: half }, '1.11.4')
  const answer = await call('ApplyResourceChange', creating)
  t.match(said(answer), [/saved to the state as tainted/])
  t.match(unwire(answer.new_state, thingSchema), { id: 7 })
  const large = await started({ create: () => ({ ...good, id: beyond }) }, '1.11.4')
  t.same(said(await large('ApplyResourceChange', creating)), [])
})

t.test('under Pulumi, the error names an object that could not be deleted', async (t) => {
  const call = await started({
    create: half,
    delete: () => {
      throw new Error('The API is down.')
    },
  })
  const answer = await call('ApplyResourceChange', creating)
  t.match(said(answer), [
    /half made.*exists with id 7.*could not be deleted: The API is down\. Delete it manually/s,
  ])
  t.match(unwire(answer.new_state, thingSchema), { id: 7 })
})

t.test('under Pulumi, an object that no longer exists needs no cleanup', async (t) => {
  const call = await started({
    create: half,
    delete: () => {
      throw new AbsentError('gone')
    },
  })
  t.match(said(await call('ApplyResourceChange', creating)), [/with id 7 was deleted/])
})

t.test('under Pulumi, an object without an ID cannot be deleted', async (t) => {
  const call = await started({ create: () => ({ ...good, id: null }) })
  t.match(said(await call('ApplyResourceChange', creating)), [/cannot be found again. Delete/])
})

t.test('under Pulumi, the failed create of a singleton is not undone', async (t) => {
  const { resource } = declare<object>()
  const { id, name } = thingSchema
  const schema = { id, name }
  const refuse = async () => t.fail('not expected')
  const verbs = { create: half, read: refuse, delete: refuse }
  // `never`: verbs without types of their own.
  const only = resource('only', {
    description: 'One.',
    schema,
    isSingleton: true,
    ...verbs,
  } as never)
  const call = startThings({ verbs: {}, provider: { resources: [only] } })
  await call('ConfigureProvider', { config: wire({}, {}), terraform_version: bridge })
  const answer = await call('ApplyResourceChange', {
    type_name: 'corner_only',
    prior_state: wire(null, schema),
    config: wire({ name: 'a' }, schema),
    planned_state: wire({ name: 'a', id: unknown }, schema),
  })
  t.match(said(answer), [/so the next run sets it again/])
})
