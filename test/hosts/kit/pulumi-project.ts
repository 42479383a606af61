import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type Command,
  CommandError,
  type Outcome,
  type Running,
  start,
} from '../../terraform/kit/command.ts'
import { bridgeCalls } from './bridge-calls.ts'
import type { Project, Settings, Step, Stored, Tokens } from './project.ts'

const type = 'dbtcloud:index/scimConfigToken:ScimConfigToken'

/** Where a project is and how its commands run. */
export interface PulumiFolder {
  readonly program: string
  readonly folder: string
  readonly env: Readonly<Record<string, string>>
  /** Keeps what was started, so that it ends with the test. */
  readonly started: Running[]
}

interface PreviewStep {
  readonly op: string
  readonly urn: string
  readonly newState?: { readonly type: string }
  readonly oldState?: { readonly type: string }
}

interface Resource {
  readonly type: string
  readonly urn: string
  readonly outputs?: Readonly<Record<string, unknown>>
}

const labelOf = (urn: string): string => urn.slice(urn.lastIndexOf('::') + 2)

const steps = ['create', 'update', 'replace', 'delete'] as const

const readStep = ({ op, urn }: PreviewStep): readonly Step[] => {
  const known = steps.find((step) => step === op)
  return known === undefined ? [] : [`${known} ${labelOf(urn)}`]
}

/** Pulumi's mark of a secret, beside which `--show-secrets` puts the plain text, as JSON. */
const plaintext = (value: unknown): string | null => {
  if (typeof value === 'string') return value
  if (typeof value !== 'object' || value === null || !('plaintext' in value)) return null
  return plaintext(JSON.parse(String(value.plaintext)))
}

const camelCase = (name: string): string =>
  name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())

const readToken = ({ urn, outputs = {} }: Resource): Stored => ({
  label: labelOf(urn),
  id: String(outputs['scimConfigTokenId']),
  name: String(outputs['name']),
  token_string: plaintext(outputs['tokenString']),
  last_used: plaintext(outputs['lastUsed']),
})

/** JSON is YAML: the resources of a program. */
const programOf = (tokens: Tokens): string => {
  const resources = Object.entries(tokens).map(([label, name]) => [
    label,
    { type: 'dbtcloud:ScimConfigToken', properties: { name } },
  ])
  return `resources: ${JSON.stringify(Object.fromEntries(resources))}\n`
}

/** A YAML project of Pulumi whose stack is `dev`; the package was added to it. */
export class PulumiProject implements Project {
  readonly #at: PulumiFolder
  /** Pulumi.yaml without resources. */
  readonly #head: string

  constructor(at: PulumiFolder, head = readFileSync(join(at.folder, 'Pulumi.yaml'), 'utf8')) {
    this.#at = at
    this.#head = head
  }

  /** What its commands run with. */
  get env(): Readonly<Record<string, string>> {
    return this.#at.env
  }

  configure(tokens: Tokens, settings: Settings = {}): void {
    const config = Object.entries(settings).map(([name, value]) => [
      `dbtcloud:${camelCase(name)}`,
      String(value),
    ])
    this.yaml(programOf(tokens))
    const stack = readFileSync(join(this.#at.folder, 'Pulumi.dev.yaml'), 'utf8')
    const [salt = ''] = stack.split('\n').filter((line) => line.startsWith('encryptionsalt:'))
    this.#write(
      'Pulumi.dev.yaml',
      `${salt}\nconfig: ${JSON.stringify(Object.fromEntries(config))}\n`,
    )
  }

  async preview(): Promise<readonly Step[]> {
    const { stdout } = await this.done('preview', '--json')
    const shown: { steps?: readonly PreviewStep[] } = JSON.parse(stdout)
    return (shown.steps ?? [])
      .filter(({ newState, oldState }) => (newState ?? oldState)?.type === type)
      .flatMap(readStep)
      .sort()
  }

  async plan() {
    return this.run('preview')
  }

  startUp(): Running {
    return this.#start('up', '--yes', '--skip-preview')
  }

  async up() {
    return this.run('up', '--yes', '--skip-preview')
  }

  async refresh() {
    return this.run('refresh', '--yes', '--skip-preview')
  }

  async importToken(label: string, id: string) {
    return this.run('import', type, label, id, '--yes', '--protect=false', '--generate-code=false')
  }

  async destroy() {
    return this.run('destroy', '--yes', '--skip-preview')
  }

  async stored(): Promise<readonly Stored[]> {
    const { stdout } = await this.done('stack', 'export', '--show-secrets')
    const state: { deployment: { resources?: readonly Resource[] } } = JSON.parse(stdout)
    return (state.deployment.resources ?? [])
      .filter((resource) => resource.type === type)
      .map(readToken)
      .sort((a, b) => a.label.localeCompare(b.label))
  }

  async stateText(): Promise<string> {
    const { stdout } = await this.done('stack', 'export')
    return stdout
  }

  traced(): Project {
    return this.with({
      TF_LOG: 'TRACE',
      TF_LOG_PATH: this.path('trace.log'),
      PULUMI_TF_DEBUG_GRPC: this.path('calls.json'),
    })
  }

  /** The same project with more in the environment. */
  with(env: Readonly<Record<string, string>>): PulumiProject {
    return new PulumiProject({ ...this.#at, env: { ...this.#at.env, ...env } }, this.#head)
  }

  /** Makes this the whole program: resources and outputs in YAML, or in JSON, which is YAML. */
  program(parts: object): void {
    const lines = Object.entries(parts).map(([name, part]) => `${name}: ${JSON.stringify(part)}\n`)
    this.yaml(lines.join(''))
  }

  /** Makes this text the whole program. */
  yaml(text: string): void {
    this.#write('Pulumi.yaml', `${this.#head}\n${text}`)
  }

  trace(): string {
    return readFileSync(this.path('trace.log'), 'utf8')
  }

  calls(): readonly string[] {
    const text = readFileSync(this.path('calls.json'), 'utf8')
    rmSync(this.path('calls.json'))
    return bridgeCalls(text)
  }

  /** Runs a command, however it ends. */
  async run(...args: readonly string[]): Promise<Outcome> {
    return this.#start(...args).outcome
  }

  /** Runs a command that must succeed. @throws CommandError */
  async done(...args: readonly string[]): Promise<Outcome> {
    const outcome = await this.run(...args)
    if (outcome.code !== 0) throw new CommandError(this.#command(args), outcome)
    return outcome
  }

  #start(...args: readonly string[]): Running {
    const running = start(this.#command(args))
    this.#at.started.push(running)
    return running
  }

  #command(args: readonly string[]): Command {
    const { program, folder, env } = this.#at
    return { program, args: [...args, '--non-interactive'], folder, env }
  }

  /** A file of the project. */
  path(name: string): string {
    return join(this.#at.folder, name)
  }

  #write(name: string, text: string): void {
    writeFileSync(this.path(name), text)
  }
}
