/** What the host already promises of a value that it does not know yet (reference: cty refinements). */
export interface Refinement {
  readonly notNull?: true
  readonly prefix?: string
  /** Bounds as decimal text, each with its inclusiveness. */
  readonly min?: readonly [bound: string, inclusive: boolean]
  readonly max?: readonly [bound: string, inclusive: boolean]
  readonly minLength?: number
  readonly maxLength?: number
}

/** A value that is not known before the apply. Verbs never see one. */
export class Unknown {
  readonly refinement: Refinement | undefined
  constructor(refinement?: Refinement) {
    this.refinement = refinement
  }
}

export const unknown: Unknown = new Unknown()

export const isUnknown = (value: unknown): value is Unknown => value instanceof Unknown

/** `T` as a hook sees it: any part of it may still be unknown. */
export type Uncertain<T> =
  | Unknown
  | (T extends readonly (infer E)[]
      ? readonly Uncertain<E>[]
      : T extends object
        ? { readonly [K in keyof T]: Uncertain<T[K]> }
        : T)
