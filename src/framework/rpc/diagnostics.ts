import { guarded } from '../schema/guarded.ts'
import type { Path } from '../schema/path.ts'
import { AttributeError, type Complaint, Incomplete } from '../schema/resource.ts'
import { CodecError } from '../value/codec-error.ts'
import { printableLine, printableText } from '../value/printable.ts'
import { framesOf } from './frames.ts'
import type { AttributePath, AttributePathStep, Diagnostic } from './proto.ts'

/** What the response to a failed call still contains. */
export interface Kept<R extends object = object> {
  readonly response: R
  /** Where the object is now. It is added to the first error's detail. */
  readonly note?: string
}

/** A failed call, with its summary for the user and the response fields that must not be lost. */
export class Failure<R extends object = object> extends Error {
  /** Default: the response of a call that changed nothing. */
  readonly kept: Kept<R> | undefined
  constructor(summary: string, cause: unknown, kept?: Kept<R>) {
    super(summary, { cause })
    this.name = 'Failure'
    this.kept = kept
  }
}

/**
 * A complaint as a diagnostic that can always be encoded. Never throws. Authors may pass texts of servers,
 * invalid indexes, or objects instead of texts.
 */
export const complain = (complaint: Complaint): Diagnostic =>
  guarded<Diagnostic>(UNREADABLE, () => {
    const { severity, summary, detail, path } = complaint
    return {
      severity: severity === 'warning' ? 'WARNING' : 'ERROR',
      summary: printableLine(cut(textOf(summary, UNREADABLE.summary), MOST_OF_SUMMARY)),
      detail: printableText(cut(textOf(detail, NO_REASON), MOST_OF_DETAIL)),
      ...withPath(path),
    }
  })

const NO_REASON = 'The provider failed and gave no reason.'

/** The diagnostic for a failure that cannot be described. */
export const UNREADABLE = {
  severity: 'ERROR',
  summary: 'The provider failed',
  detail: NO_REASON,
} as const satisfies Diagnostic

const textOf = (value: unknown, otherwise: string): string => {
  if (typeof value === 'number' || typeof value === 'bigint') return String(value)
  return typeof value === 'string' && value !== '' ? value : otherwise
}

const MOST_OF_SUMMARY = 500
const MOST_OF_DETAIL = 20_000

const cut = (text: string, most: number): string =>
  text.length <= most
    ? text
    : `${text.slice(0, most).replace(/[\ud800-\udbff]$/, '')}… (${text.length - most} more characters)`

const MOST_STEPS = 100

const wireStep = (step: Path[number]): AttributePathStep | undefined => {
  if ('attribute' in step)
    return isName(step.attribute) ? { attribute_name: step.attribute } : undefined
  if ('key' in step)
    return typeof step.key === 'string' ? { element_key_string: step.key } : undefined
  return Number.isSafeInteger(step.index) && step.index >= 0
    ? { element_key_int: String(step.index) }
    : undefined
}

const isName = (name: unknown) => typeof name === 'string' && name !== ''

/** The path up to the first invalid step. */
export const wirePath = (path: Path): AttributePath => {
  const steps = path.slice(0, MOST_STEPS).map((step) => guarded(undefined, () => wireStep(step)))
  const end = steps.indexOf(undefined)
  const sound = steps.slice(0, end < 0 ? steps.length : end)
  return { steps: sound.filter((step) => step !== undefined) }
}

const withPath = (path: Path | undefined) => {
  const attribute = guarded({}, () => (Array.isArray(path) ? wirePath(path) : {}))
  return 'steps' in attribute && attribute.steps?.length ? { attribute } : {}
}

const MISTAKES = [TypeError, ReferenceError, RangeError, SyntaxError, URIError, EvalError]

const isMistake = (error: unknown): error is Error =>
  MISTAKES.some((mistake) => error instanceof mistake)

// The message of a JavaScript error may quote data, including secrets. Its location is enough.
const explain = (error: unknown): string => {
  if (isMistake(error)) {
    const [frame] = framesOf(error)
    const place = [textOf(error.name, 'Error'), frame?.trim()].filter(Boolean).join(' ')
    return `An error in the provider (${place}). Please report it.`
  }
  return error instanceof Error ? textOf(error.message, NO_REASON) : NO_REASON
}

/** One diagnostic for each thing that went wrong, at most 20. Never throws. */
export const diagnose = (summary: string, error: unknown): readonly Diagnostic[] => {
  const note = guarded(undefined, () => (error instanceof Failure ? error.kept?.note : undefined))
  return reasonsOf({ summary, error }).map((reason, index) => {
    const explained = guarded(NO_REASON, () => explain(reason.error))
    return complain({
      summary: reason.summary,
      detail: note && index === 0 ? `${explained}\n\n${note}` : explained,
      ...guarded({}, () => pathIn(reason.error)),
    })
  })
}

const pathIn = (error: unknown): { readonly path?: Path } =>
  error instanceof AttributeError || error instanceof CodecError ? { path: error.path } : {}

interface Reason {
  readonly summary: string
  readonly error: unknown
}

const MOST_REASONS = 20
const MOST_VISITED = 1000

// An error may contain itself, or return a new error on each access.
const reasonsOf = (outer: Reason): readonly Reason[] => {
  const found: Reason[] = []
  const open = [outer]
  const seen = new Set<unknown>()
  for (let visited = 0; visited < MOST_VISITED && found.length < MOST_REASONS; visited += 1) {
    const next = open.shift()
    if (next === undefined) break
    if (typeof next.error === 'object' && seen.has(next.error)) continue
    seen.add(next.error)
    const inside = guarded([], () => insideOf(next))
    if (inside.length > 0) open.unshift(...inside)
    else found.push(next)
  }
  return found.length > 0 ? found : [{ ...outer, error: undefined }]
}

const insideOf = (outer: Reason): readonly Reason[] => {
  const { error } = outer
  if (error instanceof Failure) return [{ summary: error.message, error: error.cause }]
  if (error instanceof Incomplete && error.cause !== undefined)
    return [{ ...outer, error: error.cause }]
  if (error instanceof SuppressedError)
    return [error.suppressed, error.error].map((one: unknown) => ({ ...outer, error: one }))
  if (!(error instanceof AggregateError) || !Array.isArray(error.errors)) return []
  return error.errors.slice(0, MOST_REASONS).map((one: unknown) => ({ ...outer, error: one }))
}
