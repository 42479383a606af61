import t from 'tap'
import { said, unwire, wire } from './fixture.ts'
import { AbsentError, partSchema, startThings, thingSchema, type Verbs } from './fixture-verbs.ts'

const bridge = '1.0.0+pulumi-terraform-bridge'
const beyond = 2n ** 53n + 1n

const started = async (verbs: Verbs, terraform_version = bridge) => {
  const call = startThings({ verbs })
  await call('ConfigureProvider', { config: wire({}, {}), terraform_version })
  return call
}

const stored = (id: number | bigint) => ({
  id,
  name: 'a',
  size: 1,
  secret: 's3cret',
  items: null,
})

const type_name = 'corner_thing'
const rounds = new RegExp(`The id of the object is ${beyond}\\. Pulumi .* rounds those beyond`)
const changed = { planned_state: wire({ ...stored(beyond), name: 'b' }, thingSchema) }
const deleted = { planned_state: wire(null, thingSchema) }
const applied = {
  type_name,
  prior_state: wire(stored(beyond), thingSchema),
  config: wire({ name: 'b' }, thingSchema),
}

t.test(
  'under Pulumi, an ID beyond 2^53 is neither read, imported, changed, nor deleted',
  async (t) => {
    // Each verb would fail the call in other words.
    const call = await started({})
    const read = await call('ReadResource', { type_name, current_state: applied.prior_state })
    t.match(said(read), [rounds])
    t.match(unwire(read.new_state, thingSchema), { id: beyond })
    const imported = await call('ImportResourceState', { type_name, id: String(beyond) })
    t.match(said(imported), [rounds])
    t.same(imported.imported_resources, [])
    for (const planned of [changed, deleted]) {
      const answer = await call('ApplyResourceChange', { ...applied, ...planned })
      t.match(said(answer), [rounds])
      t.match(unwire(answer.new_state, thingSchema), { id: beyond })
    }
  },
)

t.test('under Terraform, it is an ID as any other', async (t) => {
  const call = await started({ read: () => stored(beyond) }, '1.11.4')
  t.same(said(await call('ReadResource', { type_name, current_state: applied.prior_state })), [])
})

t.test('under Pulumi, the greatest exact ID and a text of digits are read', async (t) => {
  const most = Number.MAX_SAFE_INTEGER
  const thing = await started({ read: () => stored(most) })
  const current_state = wire(stored(most), thingSchema)
  t.same(said(await thing('ReadResource', { type_name, current_state })), [])
  const part = await started({
    read: () => {
      throw new AbsentError('read')
    },
  })
  const state = { id: 'x', owner: String(beyond), name: 'a', note: null }
  const request = { type_name: 'corner_part', current_state: wire(state, partSchema) }
  t.same(said(await part('ReadResource', request)), [])
})
