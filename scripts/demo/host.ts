/** What a plan would do to one address. */
export interface Planned {
  readonly actions: readonly string[]
  /** The attributes that force a replacement. */
  readonly replaces: readonly string[]
}

/** The attributes of one stored object, and which of them are sensitive. */
export interface Stored {
  readonly values: Readonly<Record<string, unknown>>
  readonly sensitive: readonly string[]
}

/** A command as a person types it, and what it printed. */
export interface Exchange {
  readonly command: string
  readonly answer: string
}

/** What runs the provider in the demo: Terraform, OpenTofu, or the small core of our own tests. */
export interface Host {
  readonly name: string
  /** Writes the configuration, in HCL. */
  configure(hcl: string): Promise<void>
  plan(address: string): Promise<Planned>
  apply(): Promise<void>
  stored(address: string): Promise<Stored | undefined>
  import(address: string, id: string): Promise<void>
  destroy(): Promise<void>
  /** The commands so far. */
  readonly exchanges: readonly Exchange[]
  /** All that it printed for a person or a log so far. */
  printed(): string
  close(): Promise<void>
}

/** A step did not show what it promises. */
export class DemoError extends Error {
  override readonly name = 'DemoError'
}
