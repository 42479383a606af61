import { hosted } from './kit/host.ts'
import { account, setScene } from './kit/scene.ts'

const tokens = (count: number): string => `
resource "dbtcloud_scim_config_token" "each" {
  count = ${count}
  name  = "token \${count.index + 1}"
}
`

hosted(
  'plans 300 tokens with at most 8 requests, and detects changes made elsewhere',
  async (t, host) => {
    const { emulator, workspace } = await setScene(t, host)
    workspace.write(tokens(300))
    await workspace.apply()
    for (const rows of [undefined, 100]) {
      emulator.paged = rows
      emulator.clear()
      emulator.fail({}, { latency: 50, times: Number.POSITIVE_INFINITY })
      t.ok(await workspace.isSettled())
      t.ok(emulator.requests.length <= 8, `${emulator.requests.length} requests`)
    }
    const all = emulator.tokens(account)
    const [gone, renamed] = all.list().map(({ id }) => id)
    emulator.advance(61_000)
    all.remove(gone ?? 0)
    all.rename(renamed ?? 0, 'other')
    const plan = await workspace.plan()
    const drift = plan.resource_drift?.map(({ change }) => change.actions.join()) ?? []
    t.same(drift.toSorted(), ['delete', 'update'])
  },
)

hosted('plans 2 of 10,000 tokens with one request each', async (t, host) => {
  const { emulator, workspace } = await setScene(t, host)
  workspace.write(tokens(2))
  await workspace.apply()
  emulator.tokens(account).seed(9998)
  emulator.paged = 100
  emulator.clear()
  t.ok(await workspace.isSettled())
  t.equal(emulator.requests.length, 3, 'the check of the token, and two reads')
})
