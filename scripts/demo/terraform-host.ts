import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { findProgram } from '../find-program.ts'
import { DemoError, type Exchange, type Host, type Planned, type Stored } from './host.ts'

const run = promisify(execFile)

interface Change {
  readonly address: string
  readonly change: {
    readonly actions: readonly string[]
    readonly replace_paths?: readonly (readonly (string | number)[])[]
  }
}

interface StateResource {
  readonly address: string
  readonly values: Readonly<Record<string, unknown>>
  readonly sensitive_values: Readonly<Record<string, unknown>>
}

interface Shown {
  readonly resource_changes?: readonly Change[]
  readonly values?: { readonly root_module?: { readonly resources?: readonly StateResource[] } }
}

/** Terraform's CLI configuration: the provider in `folder` replaces the one in the registry. */
const settings = (folder: string): string =>
  `provider_installation {\n  dev_overrides {\n    "dbt-labs/dbtcloud" = "${folder}"\n  }\n  direct {}\n}\n`

const planned = ({ resource_changes = [] }: Shown, address: string): Planned => {
  const found = resource_changes.find((one) => one.address === address)
  const paths = found?.change.replace_paths ?? []
  return { actions: found?.change.actions ?? [], replaces: paths.map((path) => path.join('.')) }
}

const storedAt = ({ values }: Shown, address: string): Stored | undefined => {
  const found = values?.root_module?.resources?.find((one) => one.address === address)
  return found && { values: found.values, sensitive: Object.keys(found.sensitive_values) }
}

interface Options {
  readonly command: string
  /** The folder that holds the provider's executable. */
  readonly folder: string
  readonly env: Readonly<Record<string, string>>
}

const overrideWarning =
  /\n*Warning: Provider development overrides are in effect\n[^]*?published\s+releases\.\n/g

/** Without the warning about `dev_overrides`, which a user of a release never sees. */
export const withoutOverrideWarning = (answer: string): string =>
  answer.replaceAll(overrideWarning, '\n').trim()

interface Failure {
  readonly stdout?: string
  readonly stderr?: string
}

/** The real host, in a folder of its own that is removed when it is closed. */
export const startTerraform = async ({ command, folder, env }: Options): Promise<Host> => {
  const cwd = await mkdtemp(join(tmpdir(), 'dbtcloud-demo-'))
  await writeFile(join(cwd, 'settings.tfrc'), settings(folder))
  const exchanges: Exchange[] = []
  let printed = ''
  const call = async (...args: string[]) => {
    const { stdout, stderr } = await run(command, args, {
      cwd,
      // No PATH: the provider needs no node, and nothing else beside it.
      env: { PATH: '', HOME: cwd, TF_CLI_CONFIG_FILE: 'settings.tfrc', TF_INPUT: '0', ...env },
    })
    return { stdout, stderr }
  }
  /** Runs what a person types. */
  const type = async (...args: string[]): Promise<void> => {
    const typed = [basename(command), ...args].join(' ')
    const { stdout, stderr } = await call(...args, '-no-color').catch((error: Failure) => {
      throw new DemoError(`${typed} failed:\n${error.stdout ?? ''}${error.stderr ?? ''}`)
    })
    printed += stdout + stderr
    exchanges.push({ command: typed, answer: withoutOverrideWarning(stdout + stderr) })
  }
  // The JSON is Terraform's own documented format; what the demo reads of it is named above.
  const show = async (...plan: string[]): Promise<Shown> =>
    JSON.parse((await call('show', '-json', ...plan)).stdout) as Shown
  return {
    name: (await call('version')).stdout.split('\n')[0] ?? command,
    configure: (hcl) => writeFile(join(cwd, 'main.tf'), hcl),
    plan: async (address) => {
      await type('plan', '-out=plan')
      return planned(await show('plan'), address)
    },
    apply: () => type('apply', 'plan'),
    stored: async (address) => storedAt(await show(), address),
    import: (address, id) => type('import', address, id),
    destroy: () => type('destroy', '-auto-approve'),
    exchanges,
    printed: () => printed,
    close: () => rm(cwd, { recursive: true }),
  }
}

/** The absolute path of the first host on PATH, if there is one. */
export const findHost = (): string | undefined => findProgram('terraform') ?? findProgram('tofu')
