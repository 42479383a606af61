import t from 'tap'
import { AttributeError, unknown } from '../../../src/framework/index.ts'
import { looseIntegers } from '../../../src/framework/value/loose-integers.ts'
import { boxData, boxSchema, said, startBoxes, unwire, wire } from './fixture.ts'
import { startThings, thingSchema } from './fixture-verbs.ts'

const loose = looseIntegers(boxSchema)
const abilities = { client_capabilities: { write_only_attributes_allowed: true } }

t.test('declared rules and the hook both speak, each with its path', async (t) => {
  const { call } = startBoxes()
  const config = wire({ name: 'a name that is far too long', note: 'forbidden' })
  const answer = await call('ValidateResourceConfig', {
    type_name: 'corner_box',
    config,
    ...abilities,
  })
  t.same(said(answer), [
    'ERROR name: Invalid name. Expected a short name, got "a name that is far too long".',
    'ERROR note: No. Not this note.',
  ])
})

t.test('values of another type do not hide the complaints about the others', async (t) => {
  const { call } = startBoxes()
  const config = wire({ name: 'a name that is far too long', note: 'forbidden', size: 0.5 }, loose)
  const answer = await call('ValidateResourceConfig', {
    type_name: 'corner_box',
    config,
    ...abilities,
  })
  t.same(said(answer), [
    'ERROR size: Invalid size. Expected a whole number, got 0.5.',
    'ERROR name: Invalid name. Expected a short name, got "a name that is far too long".',
    'ERROR note: No. Not this note.',
  ])
})

t.test('an unknown configuration passes', async (t) => {
  const { call } = startBoxes()
  const config = wire({ name: unknown, note: unknown })
  const answer = await call('ValidateResourceConfig', {
    type_name: 'corner_box',
    config,
    ...abilities,
  })
  t.same(said(answer), [])
})

t.test('a host that would store write-only values is refused them', async (t) => {
  const { call } = startBoxes()
  const config = wire({ name: 'a', password_wo: 'hunter2' })
  const answer = await call('ValidateResourceConfig', { type_name: 'corner_box', config })
  t.match(said(answer), [/ERROR password_wo: password_wo needs a newer version of Terraform/])
  t.notMatch(said(answer).join(), /hunter2/)
})

t.test('a provider and a data source are validated alike', async (t) => {
  const { call, corner } = startBoxes()
  const ofProvider = await call('ValidateProviderConfig', { config: wire({}, corner.schema) })
  t.same(said(ofProvider), [])
  const config = wire({}, boxData.schema)
  const ofData = await call('ValidateDataResourceConfig', { type_name: 'corner_box', config })
  t.same(said(ofData), ['ERROR name: Missing name. The attribute name must be set.'])
})

t.test('no configuration has no complaints', async (t) => {
  const { call } = startBoxes()
  t.same(said(await call('ValidateProviderConfig', {})), [])
})

t.test('a validator that throws on a text does not accept it', async (t) => {
  const call = startThings({ verbs: {} })
  for (const [json, says] of [
    ['oops', ['ERROR json: Invalid json. Expected JSON']],
    ['', ['ERROR json: Invalid json. Expected JSON']],
    ['{}', []],
  ] as const) {
    const config = wire({ name: 'a', json }, thingSchema)
    const answer = await call('ValidateResourceConfig', { type_name: 'corner_thing', config })
    t.equal(said(answer).length, says.length)
    for (const [index, text] of says.entries()) t.match(said(answer)[index], text)
  }
})

const hooks: Readonly<Record<string, readonly [() => unknown, RegExp | undefined]>> = {
  'a SyntaxError': [
    () => JSON.parse('hunter2'),
    /Invalid configuration. The provider could not check/,
  ],
  'a text': [
    () => {
      throw 'x'
    },
    /Invalid configuration. The provider could not check/,
  ],
  'an error about an attribute': [
    () => {
      throw new AttributeError([{ attribute: 'name' }], 'Not this one.')
    },
    /ERROR name: .*Not this one/,
  ],
}

for (const [title, [validate, says]] of Object.entries(hooks))
  t.test(`a hook that throws ${title} refuses the configuration`, async (t) => {
    // No type allows what the hooks do.
    const call = startThings({ verbs: {}, provider: { validate: validate as never } })
    const answer = await call('ValidateProviderConfig', { config: wire({}, {}) })
    t.match(said(answer), [says])
    t.notMatch(said(answer).join(), /hunter2|report it/)
  })

t.test('an equality that throws on a text means another text, in every call', async (t) => {
  const seen: unknown[] = []
  const verbs = {
    read: () => ({ json: 'of the API' }),
    update: () => {
      seen.push('updated')
      return { size: 1, json: 'of the API', items: [] }
    },
  }
  const call = startThings({ verbs })
  await call('ConfigureProvider', { config: wire({}, {}) })
  const stored = { id: 1, name: 'a', json: 'stored', size: 1, secret: null, items: [] }
  const state = wire(stored, thingSchema)
  const config = wire({ name: 'a', json: 'oops' }, thingSchema)
  const type_name = 'corner_thing'
  const proposed_new_state = wire({ ...stored, json: 'oops' }, thingSchema)
  const planned = await call('PlanResourceChange', {
    type_name,
    prior_state: state,
    config,
    proposed_new_state,
  })
  t.same(said(planned), [])
  const applied = await call('ApplyResourceChange', {
    type_name,
    prior_state: state,
    config,
    planned_state: planned.planned_state,
  })
  const read = await call('ReadResource', { type_name, current_state: state })
  for (const answer of [applied, read]) {
    t.notMatch(said(answer).join(), 'report it')
    t.match(unwire(answer.new_state, thingSchema), { json: 'of the API' })
  }
  t.same(seen, ['updated'])
})
