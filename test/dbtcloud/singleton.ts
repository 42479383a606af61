import t from 'tap'
import { startCloud } from './fixture.ts'

const type = 'dbtcloud_scim_config'
const on = { enabled: true, manual_updates_allowed: false, scim_controlled_license_type: true }
const off = { enabled: false, manual_updates_allowed: true, scim_controlled_license_type: false }

const setCloud = async (t: Parameters<typeof startCloud>[0]) => {
  const { core, emulator } = await startCloud(t)
  const former = core.resource(type)
  const latter = core.resource(type)
  const posted = () =>
    emulator.requests.filter(({ method }) => method === 'POST').map(({ body }) => body)
  return { former, latter, posted }
}

t.test('a new name that is created first survives the deletion of the former name', async (t) => {
  const { former, latter, posted } = await setCloud(t)
  await former.apply(on)
  await latter.apply(on)
  const report = await former.destroy()
  t.same(report.state, null)
  t.match(JSON.stringify(report.diagnostics), /The SCIM configuration was left as it is/)
  t.same(posted(), [on, on])
  await latter.destroy()
  t.same(posted(), [on, on, off])
})

t.test('two resources that set it in one run are warned about', async (t) => {
  const { former, latter } = await setCloud(t)
  const warning = /Two resources have set the SCIM configuration/
  t.notMatch(JSON.stringify(await former.apply(on)), warning)
  const other = { ...on, manual_updates_allowed: true }
  t.notMatch(JSON.stringify(await former.apply(other)), warning)
  t.match(JSON.stringify(await latter.apply(on)), warning)
  t.match(JSON.stringify(await former.apply({ ...on, enabled: false })), warning)
  await former.destroy()
})

t.test('a new name that was only updated survives too', async (t) => {
  const { former, latter, posted } = await setCloud(t)
  await former.apply(on)
  await latter.import('1')
  await latter.apply({ ...on, manual_updates_allowed: true })
  await former.destroy()
  t.same(posted().length, 2)
})

t.test('a name that is deleted first, and created anew, is on at the end', async (t) => {
  const { former, latter, posted } = await setCloud(t)
  await former.apply(on)
  await former.destroy()
  await latter.apply(on)
  t.same(posted(), [on, off, on])
  await latter.destroy()
  t.same(posted(), [on, off, on, off])
})

t.test('names that change at the same time leave it on, or say that it is off', async (t) => {
  const { former, latter, posted } = await setCloud(t)
  await former.apply(on)
  await Promise.all([latter.apply(on), former.destroy()])
  t.same(posted().at(-1), on)
})

t.test('a state from before, which names no holder, is the former one', async (t) => {
  const { former, latter, posted } = await setCloud(t)
  const json = JSON.stringify({ id: '1', ...on })
  former.restore({ version: 0, json })
  await latter.apply(on)
  await former.destroy()
  t.same(posted(), [on])
})

t.test('a state from before is reset by its destroy where nothing else was set', async (t) => {
  const { core, emulator } = await startCloud(t, {
    accounts: [{ id: 5, token: 'other' }],
    provider: { account_id: 5, token: 'other' },
  })
  const former = core.resource(type)
  former.restore({ version: 0, json: JSON.stringify({ id: '5', ...on }) })
  await former.destroy()
  t.same(
    emulator.requests.filter(({ method }) => method === 'POST').map(({ body }) => body),
    [off],
  )
})
