import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { findProgram } from '../find-program.ts'
import type { Host, Planned, Stored } from './host.ts'

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

/** Terraform's own settings: the provider of `folder` stands for the one of the registry. */
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

/** The real host, in a folder of its own that goes when it is closed. */
export const startTerraform = async ({ command, folder, env }: Options): Promise<Host> => {
  const cwd = await mkdtemp(join(tmpdir(), 'dbtcloud-demo-'))
  await writeFile(join(cwd, 'settings.tfrc'), settings(folder))
  let printed = ''
  const call = async (...args: string[]): Promise<string> => {
    const { stdout, stderr } = await run(command, args, {
      cwd,
      // No PATH: the provider needs no node, and nothing else beside it.
      env: { PATH: '', HOME: cwd, TF_CLI_CONFIG_FILE: 'settings.tfrc', ...env },
    })
    if (args[0] !== 'show') printed += stdout + stderr
    return stdout
  }
  // The JSON is Terraform's own documented format; what the demo reads of it is named above.
  const show = async (...plan: string[]): Promise<Shown> =>
    JSON.parse(await call('show', '-json', ...plan)) as Shown
  const plan = () => call('plan', '-no-color', '-input=false', '-out=plan')
  return {
    name: (await call('version')).split('\n')[0] ?? command,
    configure: (hcl) => writeFile(join(cwd, 'main.tf'), hcl),
    plan: async (address) => {
      await plan()
      return planned(await show('plan'), address)
    },
    apply: async () => {
      await call('apply', '-no-color', '-input=false', 'plan')
    },
    stored: async (address) => storedAt(await show(), address),
    import: async (address, id) => {
      await call('import', '-no-color', '-input=false', address, id)
    },
    destroy: async () => {
      await call('destroy', '-no-color', '-input=false', '-auto-approve')
    },
    printed: () => printed,
    close: () => rm(cwd, { recursive: true }),
  }
}

/** The absolute path of the first host that is on PATH, if one is. */
export const findHost = (): string | undefined => findProgram('terraform') ?? findProgram('tofu')
