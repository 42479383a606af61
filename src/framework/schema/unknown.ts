/** What is already known about an unknown value (cty refinements). */
export interface Refinement {
  readonly notNull?: true
  readonly prefix?: string
  /** Bounds as decimal text, each inclusive or exclusive. */
  readonly min?: readonly [bound: string, inclusive: boolean]
  readonly max?: readonly [bound: string, inclusive: boolean]
  readonly minLength?: number
  readonly maxLength?: number
}

/** A value that is unknown before the apply. Verbs never receive one. */
export class Unknown {
  readonly refinement: Refinement | undefined
  constructor(refinement?: Refinement) {
    this.refinement = refinement
  }
}

export const unknown: Unknown = new Unknown()

export const isUnknown = (value: unknown): value is Unknown => value instanceof Unknown

/** `T` in a hook, where any part may still be unknown. */
export type Uncertain<T> =
  | Unknown
  | (T extends readonly (infer E)[]
      ? readonly Uncertain<E>[]
      : T extends object
        ? { readonly [K in keyof T]: Uncertain<T[K]> }
        : T)
