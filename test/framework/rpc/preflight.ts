import t from 'tap'
import { computed, declare, int64, required, string } from '../../../src/framework/index.ts'
import { said, wire } from './fixture.ts'
import { startThings } from './fixture-verbs.ts'

const schema = {
  id: computed(int64, 'Id.', { stable: true }),
  name: required(string, 'Name.'),
}

/** Two resources whose preflights run this. */
const started = async (preflight: (() => Promise<unknown>) | undefined) => {
  const { resource } = declare<object>()
  const refuse = async () => {
    throw new Error('not expected')
  }
  const verbs = { create: refuse, read: refuse, update: refuse, delete: refuse }
  const resources = ['thing', 'part'].map((type) =>
    resource(type, { description: 'A.', schema, ...verbs, ...(preflight && { preflight }) }),
  )
  return startThings({ verbs: {}, provider: { resources } })
}

const configured = async (preflight: (() => Promise<unknown>) | undefined) => {
  const call = await started(preflight)
  await call('ConfigureProvider', { config: wire({}, {}) })
  return call
}

const creating = (type_name = 'corner_thing') => ({
  type_name,
  prior_state: wire(null, schema),
  config: wire({ name: 'a' }, schema),
  proposed_new_state: wire({ name: 'a' }, schema),
})

const refused = async () => {
  throw new Error('The token is wrong.')
}

const warning = 'WARNING : The planned create would fail. The token is wrong.'

t.test('a planned create that would fail is a warning, and the plan stays', async (t) => {
  const call = await configured(refused)
  const answer = await call('PlanResourceChange', creating())
  t.same(said(answer), [warning])
  t.ok(answer.planned_state?.msgpack)
})

t.test('the warning is shown once, and the preflight runs once for each resource', async (t) => {
  let runs = 0
  const call = await configured(async () => {
    runs += 1
    return refused()
  })
  const plans = [creating(), creating(), creating('corner_part'), creating('corner_part')]
  const answers = await Promise.all(plans.map(async (plan) => call('PlanResourceChange', plan)))
  t.same(answers.flatMap(said), [warning])
  t.equal(runs, 2)
})

t.test('each configuration of a debug process has its own preflight', async (t) => {
  const call = await configured(refused)
  await call('PlanResourceChange', creating())
  await call('ConfigureProvider', { config: wire({}, {}) })
  t.same(said(await call('PlanResourceChange', creating())), [warning])
})

t.test('nothing is said if the preflight succeeds, or if there is none', async (t) => {
  for (const preflight of [async () => {}, undefined]) {
    const call = await configured(preflight)
    t.same(said(await call('PlanResourceChange', creating())), [])
  }
})

const stored = wire({ id: 1, name: 'a' }, schema)
const silent = {
  'an update': { prior_state: stored, proposed_new_state: wire({ id: 1, name: 'b' }, schema) },
  'no change': { prior_state: stored, proposed_new_state: stored },
  'a destroy': { prior_state: stored, proposed_new_state: wire(null, schema) },
}

for (const [title, change] of Object.entries(silent))
  t.test(`the plan of ${title} runs no preflight`, async (t) => {
    const call = await configured(async () => t.fail('run'))
    t.same(said(await call('PlanResourceChange', { ...creating(), ...change })), [])
  })

t.test('a plan before ConfigureProvider runs no preflight', async (t) => {
  const call = await started(async () => t.fail('run'))
  t.same(said(await call('PlanResourceChange', creating())), [])
})
