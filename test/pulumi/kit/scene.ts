import type { Test } from 'tap'
import { type Emulator, type EmulatorOptions, startEmulator } from '../../../src/emulator/index.ts'
import type { ConfigInput } from '../../core/config.ts'
import { providerFolder } from '../../terraform/kit/provider.ts'
import { type Bridge, openBridge } from './bridge.ts'
import { executableOf } from './executable.ts'
import { type BridgedPlugin, launch } from './plugin.ts'
import { Stack } from './stack.ts'

export const type = 'dbtcloud_scim_config_token'
export const account = 70471823
/** A recognizable value, to find texts that must not contain it. */
export const apiToken = 'dbtc_canary-2f7d90b6aa'
export const tokensPath = `/api/v3/accounts/${account}/scim-config/tokens/`

/** The path that a user gives to `pulumi package add terraform-provider`, resolved as the bridge does. */
export const executable = async (): Promise<string> =>
  executableOf(`${await providerFolder()}/terraform-provider-dbtcloud`)

export const environment = ({ host_url }: Emulator): Readonly<Record<string, string>> => ({
  DBT_CLOUD_TOKEN: apiToken,
  DBT_CLOUD_ACCOUNT_ID: String(account),
  DBT_CLOUD_HOST_URL: host_url,
})

/** An emulated dbt Cloud that stops at the end of the test. */
export const openCloud = async (t: Test, options: EmulatorOptions = {}): Promise<Emulator> => {
  const emulator = await startEmulator({ accounts: [{ id: account, token: apiToken }], ...options })
  t.teardown(() => emulator.close())
  return emulator
}

export interface Scene {
  readonly emulator: Emulator
  readonly plugin: BridgedPlugin
  readonly bridge: Bridge
  readonly stack: Stack
}

export interface SceneOptions {
  readonly config?: ConfigInput
  readonly env?: Readonly<Record<string, string>>
}

/** A stack with a configured provider in a separate process. Everything stops at the end of the test. */
export const openScene = async (
  t: Test,
  { config = {}, env = {} }: SceneOptions = {},
): Promise<Scene> => {
  const emulator = await openCloud(t)
  const plugin = await launch(await executable(), { env: { ...environment(emulator), ...env } })
  t.teardown(() => plugin.kill())
  const bridge = await openBridge(plugin.connection)
  await bridge.configure(config)
  return { emulator, plugin, bridge, stack: new Stack(bridge) }
}

/** The requests to the API, in order: `POST`, `DELETE 1001`. Without the credentials check. */
export const seen = ({ requests }: Emulator): readonly string[] =>
  requests
    .filter(({ path }) => path.startsWith(tokensPath))
    .map(({ method, path }) => `${method} ${path.slice(tokensPath.length).replace('/', '')}`.trim())

/** As {@link seen}, without reads. */
export const written = (emulator: Emulator): readonly string[] =>
  seen(emulator).filter((call) => !call.startsWith('GET'))
