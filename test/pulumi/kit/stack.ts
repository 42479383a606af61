// What Pulumi's engine does with a program and what it keeps of it.
import { randomBytes } from 'node:crypto'
import type { Diagnostic } from '../../../src/framework/rpc/proto.ts'
import type { ConfigInput } from '../../core/config.ts'
import type { Bridge, Diff } from './bridge.ts'
import type { Kept } from './kept.ts'

/** One resource of a program. */
export interface Declared {
  readonly type: string
  readonly inputs?: ConfigInput
  /** The resource option. By default, the new resource is created first. */
  readonly deleteBeforeReplace?: boolean
}

/** The resources of a program by their names. */
export type Program = Readonly<Record<string, Declared>>

type Operation = 'create' | 'same' | 'update' | 'replace' | 'delete'

/** `create okta` */
export type Step = `${Operation} ${string}`

interface Entry {
  readonly declared: Declared
  readonly inputs: ConfigInput
  readonly kept: Kept
}

/** Inputs that the provider rejects. */
export class CheckError extends Error {
  readonly failures: readonly Diagnostic[]
  constructor(failures: readonly Diagnostic[]) {
    super(failures.map(({ summary, detail }) => `${summary}: ${detail}`).join('\n'))
    this.name = 'CheckError'
    this.failures = failures
  }
}

interface Planned {
  readonly name: string
  readonly declared: Declared
  readonly inputs: ConfigInput
  readonly operation: Operation
}

export class Stack {
  readonly #bridge: Bridge
  readonly #seeds = new Map<string, string>()
  readonly #entries = new Map<string, Entry>()
  /** Replaced but not yet deleted. */
  readonly #pending: Entry[] = []

  constructor(bridge: Bridge) {
    this.#bridge = bridge
  }

  /** The resource that is kept under a name. */
  resource(name: string): Kept | undefined {
    return this.#entries.get(name)?.kept
  }

  get names(): readonly string[] {
    return [...this.#entries.keys()]
  }

  async preview(program: Program): Promise<readonly Step[]> {
    const plans = await this.#plan(program)
    for (const { declared, inputs, operation } of plans) {
      const isNew = operation === 'create' || operation === 'replace'
      if (isNew) await this.#bridge.preview(declared.type, inputs)
    }
    return steps(plans, this.#leaving(program))
  }

  /** Runs all resources at once. Rejects with the first failure after all have ended. */
  async up(program: Program): Promise<readonly Step[]> {
    const plans = await this.#plan(program)
    const leaving = this.#leaving(program)
    const outcomes = await Promise.allSettled(plans.map(async (plan) => this.#carryOut(plan)))
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason
    await this.#deleteReplaced()
    for (const name of leaving) await this.#delete(name)
    return steps(plans, leaving)
  }

  /** The names of objects that no longer exist. */
  async refresh(): Promise<readonly string[]> {
    const gone: string[] = []
    for (const [name, entry] of this.#entries) {
      const kept = await this.#bridge.refresh(entry.declared.type, entry.kept)
      if (kept) this.#entries.set(name, { ...entry, inputs: reread(entry.inputs, kept), kept })
      else {
        gone.push(name)
        this.#entries.delete(name)
      }
    }
    return gone
  }

  async import(name: string, type: string, id: string): Promise<Kept> {
    const kept = await this.#bridge.import(type, id)
    this.#entries.set(name, { declared: { type }, inputs: kept.inputs, kept })
    return kept
  }

  async destroy(): Promise<void> {
    await this.up({})
  }

  /** The output of `pulumi stack export`. */
  export(): string {
    return JSON.stringify(
      [...this.#entries].map(([name, { declared, kept }]) => ({
        name,
        type: declared.type,
        id: kept.id,
        outputs: kept.outputs,
      })),
    )
  }

  #leaving(program: Program): readonly string[] {
    return this.names.filter((name) => !(name in program))
  }

  async #plan(program: Program): Promise<readonly Planned[]> {
    const entries = Object.entries(program)
    return Promise.all(entries.map(async ([name, declared]) => this.#planOne(name, declared)))
  }

  async #planOne(name: string, declared: Declared): Promise<Planned> {
    const entry = this.#entries.get(name)
    const naming = { name, seed: this.#seed(name), old: entry?.inputs }
    const { type, inputs = {} } = declared
    const { failures, inputs: checked } = await this.#bridge.check(type, inputs, naming)
    if (failures.length > 0) throw new CheckError(failures)
    const found = entry && (await this.#bridge.diff(type, entry.kept, checked))
    return { name, declared, inputs: checked, operation: operationOf(found) }
  }

  #seed(name: string): string {
    const seed = this.#seeds.get(name) ?? randomBytes(32).toString('hex')
    this.#seeds.set(name, seed)
    return seed
  }

  async #carryOut({ name, declared, inputs, operation }: Planned): Promise<void> {
    const old = this.#entries.get(name)
    const isFirstDeleted = operation === 'replace' && declared.deleteBeforeReplace === true
    if (isFirstDeleted) await this.#delete(name)
    const kept = await this.#apply(operation, declared.type, [old?.kept, inputs])
    this.#entries.set(name, { declared, inputs, kept })
    if (operation === 'replace' && !isFirstDeleted && old) this.#pending.push(old)
  }

  async #apply(
    operation: Operation,
    type: string,
    [kept, inputs]: readonly [Kept | undefined, ConfigInput],
  ): Promise<Kept> {
    if (kept === undefined || operation === 'replace') return this.#bridge.create(type, inputs)
    return operation === 'update' ? this.#bridge.update(type, kept, inputs) : kept
  }

  async #deleteReplaced(): Promise<void> {
    for (const entry of this.#pending.slice()) {
      await this.#bridge.delete(entry.declared.type, entry.kept)
      this.#pending.splice(this.#pending.indexOf(entry), 1)
    }
  }

  async #delete(name: string): Promise<void> {
    const entry = this.#entries.get(name)
    if (!entry) return
    await this.#bridge.delete(entry.declared.type, entry.kept)
    this.#entries.delete(name)
  }
}

/** The previous inputs with the values that were found. */
const reread = (old: ConfigInput, { inputs }: Kept): ConfigInput =>
  Object.fromEntries(Object.keys(old).map((name) => [name, inputs[name]]))

const operationOf = (found: Diff | undefined): Operation => {
  if (found === undefined) return 'create'
  if (found.replaces.length > 0) return 'replace'
  return found.isChanged ? 'update' : 'same'
}

const steps = (plans: readonly Planned[], leaving: readonly string[]): readonly Step[] => [
  ...plans.map(({ operation, name }): Step => `${operation} ${name}`),
  ...leaving.map((name): Step => `delete ${name}`),
]
