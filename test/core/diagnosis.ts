import type { AttributePath, AttributePathStep, Diagnostic } from '../../src/framework/rpc/proto.ts'
import { formatPath, type Path, type Step } from '../../src/framework/schema/path.ts'
import { CodecError } from '../../src/framework/value/codec-error.ts'
import { ConfigError } from './config.ts'
import type { Violation } from './violation.ts'

/** A diagnostic that the user sees. `invalid` is a severity that Terraform prints but does not act on. */
export interface Diagnosis {
  readonly severity: 'error' | 'warning' | 'invalid'
  readonly summary: string
  readonly detail: string
  readonly path: Path
}

/** An operation that ended with an error of the provider or with a rule that it violated. */
export class Refusal extends Error {
  readonly diagnostics: readonly Diagnosis[]
  constructor(diagnostics: readonly Diagnosis[]) {
    super(diagnostics.map(formatDiagnosis).join('\n'))
    this.name = 'Refusal'
    this.diagnostics = diagnostics
  }
}

export const formatDiagnosis = ({ severity, summary, detail, path }: Diagnosis): string => {
  const at = path.length === 0 ? '' : `${formatPath(path)}: `
  return `${severity}: ${summary}: ${at}${detail}`
}

export const isFailed = (diagnostics: readonly Diagnosis[]): boolean =>
  diagnostics.some(({ severity }) => severity === 'error')

/** Accepts warnings. @throws Refusal if there is an error among them */
export const heed = (diagnostics: readonly Diagnosis[]): readonly Diagnosis[] => {
  if (isFailed(diagnostics)) throw new Refusal(diagnostics)
  return diagnostics
}

export const diagnosesOf = (diagnostics: readonly Diagnostic[] = []): readonly Diagnosis[] =>
  diagnostics.map(({ severity, summary = '', detail = '', attribute }) => ({
    severity: severityOf(severity),
    summary,
    detail,
    path: readPath(attribute),
  }))

const severityOf = (severity: Diagnostic['severity']): Diagnosis['severity'] => {
  if (severity === 'ERROR') return 'error'
  return severity === 'WARNING' ? 'warning' : 'invalid'
}

export const readPath = (path: AttributePath | undefined): Path => (path?.steps ?? []).map(readStep)

const readStep = ({
  attribute_name,
  element_key_string,
  element_key_int,
}: AttributePathStep): Step => {
  if (attribute_name !== undefined) return { attribute: attribute_name }
  if (element_key_string !== undefined) return { key: element_key_string }
  return { index: Number(element_key_int ?? 0) }
}

export const broken = (violations: readonly Violation[]): readonly Diagnosis[] =>
  violations.map(({ summary, detail, path }) => ({ severity: 'error', summary, detail, path }))

/** Reports a configuration or a response that does not match the schema. Rethrows any other error. */
export const misfit = (error: unknown): Diagnosis => {
  const detail = 'not of the schema'
  if (error instanceof ConfigError) {
    return { severity: 'error', summary: error.summary, detail, path: error.path }
  }
  if (!(error instanceof CodecError)) throw error
  return { severity: 'error', summary: error.message, detail, path: error.path }
}
