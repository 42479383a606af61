import type { Running } from '../../terraform/kit/command.ts'

/** The tokens that a configuration declares: the `name` of each by its label. */
export type Tokens = Readonly<Record<string, string>>

/** A step of a plan or a preview: `replace okta`. */
export type Step = `${'create' | 'update' | 'replace' | 'delete'} ${string}`

/** A token as the host's state holds it, secrets in plain text. */
export interface Stored {
  readonly label: string
  /** The id of dbt Cloud, as digits. */
  readonly id: string
  readonly name: string
  readonly token_string: string | null
  readonly last_used: string | null
}

/** How a command ended, and what it printed. */
export interface Ended {
  readonly code: number | null
  readonly said: string
}

/** A configuration and its state under one host. Each method runs one command of the host. */
export interface Project {
  /** Makes this the whole configuration. */
  configure(tokens: Tokens, settings?: Settings): void
  /** What an apply would do, in the order of the labels. @throws CommandError */
  preview(): Promise<readonly Step[]>
  /** Plans, however it ends. */
  plan(): Promise<Ended>
  /** Starts an apply. */
  startUp(): Running
  /** Applies, however it ends. */
  up(): Promise<Ended>
  /** Takes the present of dbt Cloud into the state. */
  refresh(): Promise<Ended>
  importToken(label: string, id: string): Promise<Ended>
  destroy(): Promise<Ended>
  /** The tokens in the state, in the order of their labels. */
  stored(): Promise<readonly Stored[]>
  /** The state as the host keeps it. */
  stateText(): Promise<string>
  /** The same project, whose commands write a trace that `trace()` returns. */
  traced(): Project
  trace(): string
  /** The RPCs that the host called since the last time, in order, by its own trace. */
  calls(): readonly string[]
}

/** Settings of the provider, in Terraform's names. */
export type Settings = Readonly<Record<string, number | string | boolean>>
