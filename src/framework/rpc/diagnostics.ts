import type { Path } from '../schema/path.ts'
import { AttributeError, type Complaint } from '../schema/resource.ts'
import { CodecError } from '../value/codec-error.ts'
import { framesOf } from './frames.ts'
import type { AttributePath, AttributePathStep, Diagnostic } from './proto.ts'

/** What a failed call still answers: its summary for the user and what must not be lost. */
export class Failure<R extends object = object> extends Error {
  readonly keep: R
  constructor(summary: string, cause: unknown, keep: R) {
    super(summary, { cause })
    this.name = 'Failure'
    this.keep = keep
  }
}

const wireStep = (step: Path[number]): AttributePathStep => {
  if ('attribute' in step) return { attribute_name: step.attribute }
  return 'key' in step ? { element_key_string: step.key } : { element_key_int: String(step.index) }
}

export const wirePath = (path: Path): AttributePath => ({ steps: path.map(wireStep) })

const withPath = (path: Path | undefined) =>
  path === undefined || path.length === 0 ? {} : { attribute: wirePath(path) }

export const complain = ({ severity, summary, detail, path }: Complaint): Diagnostic => ({
  severity: severity === 'warning' ? 'WARNING' : 'ERROR',
  summary,
  detail,
  ...withPath(path),
})

const isMistake = (error: unknown): error is Error =>
  error instanceof TypeError ||
  error instanceof ReferenceError ||
  error instanceof RangeError ||
  error instanceof SyntaxError

// The text of a JavaScript error may quote the data at hand, a secret with it: its place is enough.
const explain = (error: unknown): string => {
  if (isMistake(error)) {
    const [frame] = framesOf(error)
    return `An error in the provider (${[error.name, frame?.trim()].filter(Boolean).join(' ')}). Please report it.`
  }
  return error instanceof Error ? error.message : 'The provider failed without saying why.'
}

/** One diagnostic for each thing that went wrong. */
export const diagnose = (summary: string, error: unknown): readonly Diagnostic[] => {
  if (error instanceof Failure) return diagnose(error.message, error.cause)
  if (error instanceof AggregateError && error.errors.length > 0)
    return error.errors.flatMap((one: unknown) => diagnose(summary, one))
  const path =
    error instanceof AttributeError || error instanceof CodecError ? error.path : undefined
  return [{ severity: 'ERROR', summary, detail: explain(error), ...withPath(path) }]
}
