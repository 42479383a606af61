import t from 'tap'
import { lifecycle } from '../../core/lifecycle.ts'
import { startCloud, TOKEN } from '../fixture.ts'

const type = 'dbtcloud_scim_config'
const on = { enabled: true, manual_updates_allowed: false, scim_controlled_license_type: true }

t.test('sets the one configuration of the account and leaves it harmless', async (t) => {
  const { core, emulator } = await startCloud(t)
  await lifecycle(
    t,
    [core, type],
    [
      { config: on, expect: { action: 'create', state: { ...on, id: '1' } } },
      {
        config: { ...on, enabled: false },
        expect: { action: 'update', state: { enabled: false, id: '1' } },
      },
      { import: '1' },
      {
        import: '2',
        expect: {
          error: /Invalid import ID "2": expected the ID of the account .* configured for, 1\./,
        },
      },
      { destroy: true },
    ],
  )
  t.same(emulator.requests.filter(({ method }) => method === 'POST').at(-1)?.body, {
    enabled: false,
    manual_updates_allowed: true,
    scim_controlled_license_type: false,
  })
})

t.test('reads the configuration as data', async (t) => {
  const { core } = await startCloud(t)
  await lifecycle(t, [core, type], [{ config: on }])
  const { state } = await core.readDataSource('dbtcloud_scim_config', {})
  t.match(state, { ...on, id: '1' })
})

t.test('an account without SCIM is an error', async (t) => {
  const { core } = await startCloud(t, { accounts: [{ id: 1, token: TOKEN, scim: false }] })
  const error = /SCIM comes with dbt's Enterprise plans/
  await lifecycle(t, [core, type], [{ config: on, expect: { error } }])
})

t.test('a state of the Go provider from another account is neither read nor changed', async (t) => {
  const accounts = [
    { id: 1, token: TOKEN },
    { id: 2, token: TOKEN },
  ]
  const { core, emulator } = await startCloud(t, { accounts })
  const own = core.resource(type)
  await own.apply(on)
  const { stored } = own
  if (stored === undefined) throw new Error('Nothing was created.')
  const provider = { account_id: 2, host_url: emulator.host_url }
  const other = (await startCloud(t, { provider })).core.resource(type)
  other.restore({ ...stored, private: new Uint8Array() })
  emulator.clear()
  const detail = /SCIM configuration of account 1, .* for account 2\. Set account_id to 1/
  for (const report of [
    await other.refresh(),
    await other.apply({ ...on, enabled: false }),
    await other.destroy(),
  ]) {
    t.match(report.diagnostics, [{ detail }])
    t.match(report.state, { ...on, id: '1' })
  }
  t.same(emulator.requests, [], 'no request is made')
})
