import { isUnknown, unknown } from '../../src/framework/schema/unknown.ts'
import type { ConfigInput } from './config.ts'
import type { Core, DataReport } from './core.ts'
import { addressOf, evaluate, evaluateAll, referencesIn, type Scope } from './evaluate.ts'
import { type Block, type Expression, HclError } from './hcl.ts'
import type { ManagedResource, Report } from './resource.ts'

interface Declared {
  readonly address: string
  readonly type: string
  readonly isData: boolean
  readonly attributes: ReadonlyMap<string, Expression>
  /** The addresses that must exist first. */
  readonly needs: readonly string[]
}

/** A root module: the declarations of its files, in the order of creation. */
export interface Module {
  readonly objects: readonly Declared[]
  readonly outputs: ReadonlyMap<string, Expression>
  readonly provider: ConfigInput
  readonly variables: Scope
}

const KNOWN = ['resource', 'data', 'variable', 'output', 'provider', 'terraform']
const META = ['count', 'for_each', 'provider', 'provisioner', 'connection', 'lifecycle']

/** Reads the blocks of all files of a module. @throws HclError for an unsupported block */
export const readModule = (blocks: readonly Block[], given: ConfigInput = {}): Module => {
  const stray = blocks.find(({ type }) => !KNOWN.includes(type))
  if (stray) throw new HclError(stray.at, `does not know the block ${stray.type}`)
  const of = (type: string) => blocks.filter((block) => block.type === type)
  const variables = new Map(of('variable').map((block) => readVariable(block, given)))
  const provider = of('provider')[0]?.attributes ?? new Map<string, Expression>()
  return {
    objects: inOrder([...of('data'), ...of('resource')].map(declare)),
    outputs: new Map(of('output').map((block) => [label(block), attribute(block, 'value')])),
    provider: evaluateAll(provider, variables),
    variables,
  }
}

const label = ({ labels: [first], at, type }: Block): string => {
  if (first === undefined) throw new HclError(at, `a ${type} without a name`)
  return first
}

const attribute = ({ attributes, at }: Block, name: string): Expression => {
  const found = attributes.get(name)
  if (!found) throw new HclError(at, `has no ${name}`)
  return found
}

const readVariable = (block: Block, given: ConfigInput): readonly [string, unknown] => {
  const name = label(block)
  const fallback = block.attributes.get('default')
  if (!Object.hasOwn(given, name) && !fallback) {
    throw new HclError(block.at, `No value for required variable: ${name}`)
  }
  return [`var.${name}`, given[name] ?? (fallback && evaluate(fallback, new Map()))]
}

const declare = (block: Block): Declared => {
  const [type, name] = block.labels
  if (type === undefined || name === undefined) throw new HclError(block.at, 'needs two labels')
  const inner = block.blocks[0]
  if (inner) throw new HclError(inner.at, `does not know the block ${inner.type}`)
  const meta = META.find((word) => block.attributes.has(word))
  if (meta) throw new HclError(block.at, `does not know ${meta}`)
  const isData = block.type === 'data'
  const attributes = new Map([...block.attributes].filter(([key]) => key !== 'depends_on'))
  const references = [...block.attributes.values()].flatMap(referencesIn)
  const needs = references.map((reference) => addressOf(reference)[0])
  return { address: `${isData ? 'data.' : ''}${type}.${name}`, type, isData, attributes, needs }
}

const inOrder = (declared: readonly Declared[]): readonly Declared[] => {
  const ordered = new Set<Declared>()
  const visit = (one: Declared, above: readonly Declared[]): void => {
    if (above.includes(one)) throw new HclError(one.address, 'Cycle')
    for (const other of declared) {
      if (one.needs.includes(other.address)) visit(other, [...above, one])
    }
    ordered.add(one)
  }
  for (const one of declared) visit(one, [])
  return [...ordered]
}

/** The objects of a state, by address. */
export type Workspace = Map<string, ManagedResource>

export interface ModuleReport {
  /** The performed operations, by address, in order. Ends with the first failure. */
  readonly reports: ReadonlyMap<string, Report | DataReport>
  readonly outputs: ConfigInput
  readonly isFailed: boolean
}

/** Plans everything, applies it, and destroys objects that are no longer declared. */
export const applyModule = async (
  core: Core,
  module: Module,
  workspace: Workspace,
): Promise<ModuleReport> => {
  const planned = await planModule(core, module, workspace)
  if (planned.isFailed) return { reports: planned.reports, outputs: {}, isFailed: true }
  const reports = new Map<string, Report | DataReport>()
  const scope = new Map(module.variables)
  for (const object of module.objects) {
    const report = await applyObject([core, workspace], object, { scope, planned: planned.scope })
    reports.set(object.address, report)
    if (report.isFailed) return { reports, outputs: {}, isFailed: true }
    scope.set(object.address, report.state)
  }
  await destroyAll(workspace, (address) => !scope.has(address))
  return { reports, outputs: evaluateAll(module.outputs, scope), isFailed: false }
}

/** Destroys everything in reverse order. */
export const destroyModule = (workspace: Workspace): Promise<ReadonlyMap<string, Report>> =>
  destroyAll(workspace, () => true)

const destroyAll = async (workspace: Workspace, isChosen: (address: string) => boolean) => {
  const reports = new Map<string, Report>()
  for (const [address, resource] of [...workspace].toReversed()) {
    if (!isChosen(address)) continue
    const report = await resource.destroy()
    reports.set(address, report)
    if (!report.isFailed) workspace.delete(address)
  }
  return reports
}

/** Plans every object in the order of the apply. */
export const planModule = async (core: Core, module: Module, workspace: Workspace) => {
  const reports = new Map<string, Report | DataReport>()
  const scope = new Map(module.variables)
  for (const object of module.objects) {
    const config = evaluateAll(object.attributes, scope)
    const report = await planObject([core, workspace], object, config)
    reports.set(object.address, report)
    if (report.isFailed) return { reports, scope, isFailed: true }
    scope.set(object.address, 'planned' in report ? report.planned : (report.state ?? unknown))
  }
  return { reports, scope, isFailed: false }
}

const UNREAD: DataReport = { isFailed: false, diagnostics: [], state: null }

/** A data source is read during the plan if its configuration is known, and during the apply otherwise. */
const planObject = (
  [core, workspace]: readonly [Core, Workspace],
  { type, address, isData }: Declared,
  config: ConfigInput,
): Promise<Report | DataReport> => {
  if (!isData) return (workspace.get(address) ?? core.resource(type)).plan(config)
  return Object.values(config).some(isUnknown)
    ? Promise.resolve(UNREAD)
    : core.readDataSource(type, config)
}

const applyObject = (
  [core, workspace]: readonly [Core, Workspace],
  { type, address, isData, attributes }: Declared,
  { scope, planned }: { readonly scope: Scope; readonly planned: Scope },
): Promise<Report | DataReport> => {
  const config = evaluateAll(attributes, scope)
  if (isData) return core.readDataSource(type, config)
  const resource = workspace.get(address) ?? core.resource(type)
  workspace.set(address, resource)
  return resource.apply(config, { planWith: evaluateAll(attributes, planned) })
}
