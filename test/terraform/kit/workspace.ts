import { once } from 'node:events'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  watch,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Test } from 'tap'
import { CommandError, type Outcome, type Running, start } from './command.ts'
import type { Host } from './host.ts'
import type { Plan, State } from './shown.ts'

/** A provider as the host finds it. */
export interface Installed {
  /** `dbt-labs/dbtcloud`. The part after the slash is the name in configurations. */
  readonly source: string
  /** The folder with its executable. */
  readonly folder: string
}

type Env = Readonly<Record<string, string>>

interface Commands {
  readonly env: Env
  /** The commands started so far. */
  readonly started: Running[]
}

/** A folder with a configuration and a state, and a host that works in it. */
export class Workspace {
  readonly host: Host
  readonly folder: string
  /** Where the processes keep sockets and temporary files. */
  readonly temporary: string
  readonly #env: Env
  readonly #started: Running[]

  constructor(host: Host, folder: string, { env, started }: Commands) {
    this.host = host
    this.folder = folder
    this.temporary = join(folder, 'tmp')
    this.#env = env
    this.#started = started
  }

  /** The same folder with additional environment variables. An empty value unsets a variable. */
  with(env: Env): Workspace {
    const started = this.#started
    return new Workspace(this.host, this.folder, { env: { ...this.#env, ...env }, started })
  }

  /** The same folder, with traces of its commands in `log()`. */
  traced(): Workspace {
    return this.with({ TF_LOG: 'TRACE', TF_LOG_PATH: this.#path('trace.log') })
  }

  /** Replaces the configuration. */
  write(hcl: string): void {
    writeFileSync(this.#path('main.tf'), hcl)
  }

  start(...args: readonly string[]): Running {
    const running = start(this.#command(args))
    this.#started.push(running)
    return running
  }

  /** Runs a command that may succeed or fail. */
  async run(...args: readonly string[]): Promise<Outcome> {
    return this.start(...args).outcome
  }

  /** Runs a command that must succeed. */
  async done(...args: readonly string[]): Promise<Outcome> {
    return this.#expect(args, (code) => code === 0)
  }

  /** Runs a command that must fail, and returns the output of the host. */
  async refused(...args: readonly string[]): Promise<string> {
    const { said } = await this.#expect(args, (code) => code === 1)
    return said
  }

  async apply(...args: readonly string[]): Promise<Outcome> {
    return this.done('apply', '-auto-approve', ...args)
  }

  async destroy(...args: readonly string[]): Promise<Outcome> {
    return this.done('destroy', '-auto-approve', ...args)
  }

  async importId(address: string, id: string): Promise<Outcome> {
    return this.done('import', address, id)
  }

  /** Plans into the file `tfplan`, for `apply('tfplan')`. */
  async plan(...args: readonly string[]): Promise<Plan> {
    await this.done('plan', '-out=tfplan', ...args)
    const { stdout } = await this.done('show', '-json', 'tfplan')
    return JSON.parse(stdout)
  }

  /** True if a plan has no changes, by its exit code. Throws if it fails. */
  async isSettled(...args: readonly string[]): Promise<boolean> {
    const command = ['plan', '-detailed-exitcode', ...args]
    const { code } = await this.#expect(command, (code) => code === 0 || code === 2)
    return code === 0
  }

  async state(): Promise<State> {
    const { stdout } = await this.done('show', '-json')
    return JSON.parse(stdout)
  }

  /** The text of the state file, because JSON.parse would round large numbers. */
  stateText(): string {
    return readFileSync(this.#path('terraform.tfstate'), 'utf8')
  }

  /** Resolves when the last process has taken its socket away. */
  async vacated(): Promise<void> {
    const events = watch(this.temporary)
    try {
      while (readdirSync(this.temporary).length > 0) await once(events, 'change')
    } finally {
      events.close()
    }
  }

  log(): string {
    return readFileSync(this.#path('trace.log'), 'utf8')
  }

  async #expect(args: readonly string[], isRight: (code: number | null) => boolean) {
    const outcome = await this.run(...args)
    if (!isRight(outcome.code)) throw new CommandError(this.#command(args), outcome)
    return outcome
  }

  #command(args: readonly string[]) {
    return { program: this.host.program, args, folder: this.folder, env: this.#env }
  }

  #path(name: string): string {
    return join(this.folder, name)
  }
}

const cliConfig = ({ source, folder }: Installed): string => `
provider_installation {
  dev_overrides {
    ${JSON.stringify(source)} = ${JSON.stringify(folder)}
  }
  direct {}
}
`

const requirement = ({ source }: Installed): string => `
terraform {
  required_providers {
    ${source.slice(source.lastIndexOf('/') + 1)} = {
      source = ${JSON.stringify(source)}
    }
  }
}
`

/** The environment of the host, without the user's own settings and without access to network services. */
const surroundings = (folder: string): Env => ({
  // Empty: the provider must not require Node.js or a shell.
  PATH: '',
  HOME: folder,
  TMPDIR: join(folder, 'tmp'),
  TF_CLI_CONFIG_FILE: join(folder, 'host.tfrc'),
  TF_INPUT: '0',
  TF_IN_AUTOMATION: '1',
  CHECKPOINT_DISABLE: '1',
})

/** A new folder in which the host finds the provider. It is removed at the end of the test. */
export const openWorkspace = (t: Test, host: Host, installed: Installed): Workspace => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'provider-test-')))
  const started: Running[] = []
  t.teardown(async () => {
    for (const running of started) running.kill()
    await Promise.allSettled(started.map(({ outcome }) => outcome))
    rmSync(folder, { recursive: true, force: true })
  })
  const workspace = new Workspace(host, folder, { env: surroundings(folder), started })
  mkdirSync(workspace.temporary)
  writeFileSync(join(folder, 'host.tfrc'), cliConfig(installed))
  writeFileSync(join(folder, 'providers.tf'), requirement(installed))
  return workspace
}
