import type { Test } from 'tap'
import { type Emulator, type EmulatorOptions, startEmulator } from '../../../src/emulator/index.ts'
import type { Host } from './host.ts'
import { providerFolder } from './provider.ts'
import { openWorkspace, type Workspace } from './workspace.ts'

/** The API token. It is recognizable, to find texts that must not contain it. */
export const apiToken = 'dbtc_canary-9b1de4c07f'

export const account = 70471823

export interface Scene {
  readonly emulator: Emulator
  readonly workspace: Workspace
}

/** An emulated dbt Cloud, and a workspace with an environment that configures the provider for it. */
export const setScene = async (
  t: Test,
  host: Host,
  options: EmulatorOptions = {},
): Promise<Scene> => {
  const emulator = await startEmulator({ accounts: [{ id: account, token: apiToken }], ...options })
  t.teardown(() => emulator.close())
  const folder = await providerFolder()
  const workspace = openWorkspace(t, host, { source: 'dbt-labs/dbtcloud', folder })
  return { emulator, workspace: workspace.with(environment(emulator)) }
}

const environment = ({ host_url }: Emulator) => ({
  DBT_CLOUD_TOKEN: apiToken,
  DBT_CLOUD_ACCOUNT_ID: String(account),
  DBT_CLOUD_HOST_URL: host_url,
})

export const tokensPath = `/api/v3/accounts/${account}/scim-config/tokens/`
export const configPath = `/api/v3/accounts/${account}/scim-config/`

/** The requests to the API, in order: `POST …/tokens/`. Without the credentials check. */
export const seen = ({ requests }: Emulator): readonly string[] =>
  requests
    .filter(({ path }) => path !== '/api/v2/accounts/')
    .map(({ method, path }) => `${method} ${path}`)

/** True if the SCIM endpoint accepts the token. An accepted token counts as used. */
export const isLive = async ({ url }: Emulator, token: unknown): Promise<boolean> => {
  const address = `${url}/api/v3/accounts/${account}/scim/v2/ServiceProviderConfig`
  const { status } = await fetch(address, { headers: { authorization: `Bearer ${String(token)}` } })
  return status === 200
}
