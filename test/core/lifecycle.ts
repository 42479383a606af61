import { isDeepStrictEqual } from 'node:util'
import type { Test } from 'tap'
import type { ConfigInput } from './config.ts'
import { formatDiagnosis } from './diagnosis.ts'
import type { Action } from './plan-rules.ts'
import type { ApplyOptions, ManagedResource, PlainState, Report } from './resource.ts'

interface Expected {
  readonly action?: Action
  /** The paths that force a replacement. */
  readonly replaces?: readonly string[]
  /** A part of the stored state. A pattern matches text. `null`: nothing is stored. */
  readonly state?: PlainState | null
  readonly tainted?: boolean
  /** Matches a diagnostic that ended the operation: `error: <summary>: <path>: <detail>`. */
  readonly error?: RegExp
  readonly warning?: RegExp
}

interface Expecting {
  /** The title of the subtest. Default: what the step does. */
  readonly title?: string
  readonly expect?: Expected
}

/** Applies a configuration. The next plan must be empty, unless the step is `unsettled`. */
export interface ApplyStep extends Expecting, ApplyOptions {
  readonly config: ConfigInput
  readonly unsettled?: true
}

/** Plans only. */
export interface PlanStep extends Expecting {
  readonly plan: ConfigInput
}

/**
 * Imports by id, or by what makes an id of the state. Where something is stored already, the import
 * goes elsewhere and is compared to it, but for the attributes that no import can know.
 */
export interface ImportStep extends Expecting {
  readonly import: string | ((state: PlainState) => string)
  readonly ignore?: readonly string[]
}

export interface RefreshStep extends Expecting {
  readonly refresh: true
}

export interface DestroyStep extends Expecting {
  readonly destroy: true
}

/** An event outside of Terraform. */
export interface EventStep {
  readonly title: string
  readonly event: (t: Test) => unknown
}

export type LifecycleStep =
  | ApplyStep
  | PlanStep
  | ImportStep
  | RefreshStep
  | DestroyStep
  | EventStep

interface Subject {
  readonly resource: ManagedResource
  /** Another, empty address of the same type. */
  readonly elsewhere: () => ManagedResource
}

/** Runs the steps in order on a new address of a type. Each step is a subtest. */
export const lifecycle = async (
  t: Test,
  [core, type]: readonly [{ resource(type: string): ManagedResource }, string],
  steps: readonly LifecycleStep[],
): Promise<void> => {
  const subject = { resource: core.resource(type), elsewhere: () => core.resource(type) }
  for (const [index, step] of steps.entries()) {
    await t.test(`${index + 1}. ${step.title ?? describe(step)}`, (t) => runStep(t, subject, step))
  }
}

const describe = (step: LifecycleStep): string => {
  if ('config' in step) return step.expect?.action ?? 'apply'
  if ('plan' in step) return `plan ${step.expect?.action ?? ''}`
  if ('import' in step) return 'import'
  return 'refresh' in step ? 'refresh' : 'destroy'
}

const runStep = async (t: Test, subject: Subject, step: LifecycleStep): Promise<void> => {
  const { resource } = subject
  if ('event' in step) await step.event(t)
  else if ('config' in step) await runApply(t, resource, step)
  else if ('plan' in step) check(t, await resource.plan(step.plan), step.expect)
  else if ('import' in step) await runImport(t, subject, step)
  else if ('refresh' in step) check(t, await resource.refresh(), step.expect)
  else check(t, await resource.destroy(), { state: null, ...step.expect })
}

const runApply = async (t: Test, resource: ManagedResource, step: ApplyStep): Promise<void> => {
  check(t, await resource.apply(step.config, step), step.expect)
  if (step.expect?.error || step.unsettled) return
  const { action, planned, state, diagnostics } = await resource.plan(step.config)
  t.same(diagnostics.filter(isError).map(formatDiagnosis), [], 'plans again without an error')
  t.equal(action, 'no-op', `leaves an empty plan${differing(planned, state)}`)
}

/** The names of the attributes that differ, without their values, because some are sensitive. */
const differing = (planned: PlainState | null, state: PlainState | null): string => {
  const names = Object.keys(planned ?? {}).filter(
    (name) => !isDeepStrictEqual(planned?.[name], state?.[name]),
  )
  return names.length === 0 ? '' : ` (differs: ${names.join(', ')})`
}

const isError = ({ severity }: { readonly severity: string }) => severity === 'error'

const runImport = async (t: Test, { resource, elsewhere }: Subject, step: ImportStep) => {
  const { state: before } = await resource.refresh()
  const id = typeof step.import === 'string' ? step.import : step.import(before ?? {})
  const report = await (before ? elsewhere() : resource).import(id)
  check(t, report, step.expect)
  if (!before || step.expect?.error) return
  const isCompared = ([name]: readonly [string, unknown]) => !step.ignore?.includes(name)
  const compared = (state: PlainState | null) =>
    Object.fromEntries(Object.entries(state ?? {}).filter(isCompared))
  t.same(compared(report.state), compared(before), 'imports what is stored')
}

const check = (t: Test, report: Report, expected: Expected = {}): void => {
  const errors = report.diagnostics.filter(isError).map(formatDiagnosis)
  if (expected.error) t.match(errors.join('\n'), expected.error, 'ends with the error')
  else t.same(errors, [], 'ends without an error')
  if (expected.warning) t.match(report.diagnostics.map(formatDiagnosis), [expected.warning])
  if (expected.action) t.equal(report.action, expected.action, `the action is ${expected.action}`)
  if (expected.replaces) t.same(report.replacePaths, expected.replaces, 'what replaces the object')
  if (expected.state !== undefined) checkState(t, report.state, expected.state)
  if (expected.tainted !== undefined) t.equal(report.isTainted, expected.tainted, 'tainted or not')
}

const checkState = (t: Test, state: PlainState | null, expected: PlainState | null): void => {
  if (expected === null) t.equal(state, null, 'nothing is stored')
  else t.has(state, withoutPatterns(expected), 'what is stored')
  for (const [name, pattern] of Object.entries(expected ?? {}))
    if (pattern instanceof RegExp) t.match(state?.[name], pattern, `what is stored as ${name}`)
}

const withoutPatterns = (expected: PlainState): PlainState =>
  Object.fromEntries(Object.entries(expected).filter(([, value]) => !(value instanceof RegExp)))
