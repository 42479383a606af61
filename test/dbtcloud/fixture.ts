import type { Test } from 'tap'
import { dbtcloud } from '../../src/dbtcloud/provider.ts'
import { type Emulator, type EmulatorOptions, startEmulator } from '../../src/emulator/index.ts'
import { handlers } from '../../src/framework/rpc/index.ts'
import { inProcess } from '../core/client.ts'
import { type Core, startCore } from '../core/core.ts'

export const TOKEN = 'api-token-of-the-test'

/** A core whose provider speaks to an emulated dbt Cloud; both end with the test. */
export const startCloud = async (
  t: Test,
  { provider = {}, ...options }: EmulatorOptions & { readonly provider?: object } = {},
): Promise<{ readonly emulator: Emulator; readonly core: Core }> => {
  const emulator = await startEmulator({ accounts: [{ id: 1, token: TOKEN }], ...options })
  t.teardown(() => emulator.close())
  const settings = {
    token: TOKEN,
    account_id: 1,
    host_url: emulator.host_url,
    retry_interval_seconds: 0,
    ...provider,
  }
  const core = await startCore(inProcess(handlers(dbtcloud, () => {})), {
    providerConfig: settings,
  })
  return { emulator, core }
}

/** What the API saw, as `METHOD path`. */
export const asked = ({ requests }: Emulator): readonly string[] =>
  requests.map(({ method, path }) => `${method} ${path}`)
