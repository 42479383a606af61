import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { locateHost, locateVersions } from '../../../scripts/hosts/locate.ts'
import { type Emulator, type EmulatorOptions, startEmulator } from '../../../src/emulator/index.ts'
import { providerFolder } from '../../terraform/kit/provider.ts'
import { openWorkspace } from '../../terraform/kit/workspace.ts'
import { openPulumi } from './open-pulumi.ts'
import type { Project } from './project.ts'
import { findPulumi, type PulumiPrograms } from './pulumi-home.ts'
import { terraformProject } from './terraform-project.ts'

/** The API token: a text that holds it where it must not is found by it. */
export const apiToken = 'dbtc_canary-51c0d7e2fa'
export const account = 70471823
export const tokensPath = `/api/v3/accounts/${account}/scim-config/tokens/`

type Env = Readonly<Record<string, string>>

/** A program that runs providers, and how to begin a project under it. */
export interface StoryHost {
  /** With its version: `OpenTofu 1.12.6`. */
  readonly name: string
  readonly kind: 'terraform' | 'tofu' | 'pulumi'
  open(t: Test, env: Env): Promise<Project>
  /** Begins a project that attaches to a running provider by these variables. */
  openAttached(t: Test, env: Env): Promise<Project>
}

const terraformHost = (program: string, kind: 'terraform' | 'tofu'): StoryHost => {
  const printed = execFileSync(program, ['version', '-json'], {
    // Without the user's setup, because a warning about it would stand before the JSON.
    env: { CHECKPOINT_DISABLE: '1' },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const { terraform_version }: { terraform_version: string } = JSON.parse(printed.toString())
  const registry = kind === 'tofu' ? 'registry.opentofu.org' : 'registry.terraform.io'
  const open = async (t: Test, env: Env) => {
    const folder = await providerFolder()
    const host = { name: kind, program, registry } as const
    const workspace = openWorkspace(t, host, { source: 'dbt-labs/dbtcloud', folder })
    return terraformProject(workspace.with(env))
  }
  const title = kind === 'tofu' ? 'OpenTofu' : 'Terraform'
  return { name: `${title} ${terraform_version}`, kind, open, openAttached: open }
}

const pulumiHost = (programs: PulumiPrograms): StoryHost => {
  const version = execFileSync(programs.pulumi, ['version']).toString().trim().replace(/^v/, '')
  return {
    name: `Pulumi ${version}`,
    kind: 'pulumi',
    open: async (t, env) => {
      const executable = join(await providerFolder(), 'terraform-provider-dbtcloud')
      return openPulumi(t, programs, { env, package: [executable] })
    },
    // Only a registry address can be attached.
    openAttached: async (t, env) =>
      openPulumi(t, programs, { env, package: ['dbt-labs/dbtcloud', '0.0.0'] }),
  }
}

const found = (program: string | undefined): readonly string[] => (program ? [program] : [])

/** The base is the first Terraform; the others run the shorter list. */
const terraforms = [...found(locateHost('terraform')), ...locateVersions('terraform')]
const tofus = [...found(locateHost('tofu')), ...locateVersions('tofu')]

/** The hosts on this machine, the base first. */
export const storyHosts: readonly StoryHost[] = [
  ...terraforms.map((program) => terraformHost(program, 'terraform')),
  ...tofus.map((program) => terraformHost(program, 'tofu')),
  ...[findPulumi()].filter((programs) => programs !== undefined).map(pulumiHost),
]

/** What a story works with. */
export interface Scene {
  readonly host: StoryHost
  readonly emulator: Emulator
  readonly project: Project
  /** Begins another project of the same account. */
  another(): Promise<Project>
}

export const environment = ({ host_url }: Emulator): Env => ({
  DBT_CLOUD_TOKEN: apiToken,
  DBT_CLOUD_ACCOUNT_ID: String(account),
  DBT_CLOUD_HOST_URL: host_url,
})

const setScene = async (t: Test, host: StoryHost, options: EmulatorOptions): Promise<Scene> => {
  const emulator = await startEmulator({ accounts: [{ id: account, token: apiToken }], ...options })
  t.teardown(() => emulator.close())
  const another = async () => host.open(t, environment(emulator))
  return { host, emulator, project: await another(), another }
}

export interface StoryOptions extends EmulatorOptions {
  /** Which hosts it runs under: all unless set. The base is the first Terraform. */
  readonly under?: 'all' | 'base and pulumi' | 'pulumi'
}

const isUnder = (host: StoryHost, under: StoryOptions['under']): boolean => {
  switch (under) {
    case 'pulumi':
      return host.kind === 'pulumi'
    case 'base and pulumi':
      return host.kind === 'pulumi' || host === storyHosts[0]
    case 'all':
    case undefined:
      return true
  }
}

const title = (host: StoryHost, text: string): string => `${text} (${host.name})`

/** A story: written once, run under each host that it is for, skipped if there is none. */
export const story = (
  text: string,
  body: (t: Test, scene: Scene) => Promise<void>,
  { under, ...options }: StoryOptions = {},
): void => {
  const hosts = storyHosts.filter((host) => isUnder(host, under))
  if (hosts.length === 0) t.test(text, { skip: 'no host on this machine runs it' }, async () => {})
  for (const host of hosts)
    t.test(title(host, text), async (t) => body(t, await setScene(t, host, options)))
}

/** What dbt Cloud was asked to change, in order: `POST`, `DELETE 1001`. */
export const written = ({ requests }: Emulator): readonly string[] =>
  requests
    .filter(({ method, path }) => method !== 'GET' && path.startsWith(tokensPath))
    .map(({ method, path }) => `${method} ${path.slice(tokensPath.length).replace('/', '')}`.trim())
