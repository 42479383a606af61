// The order of calls is Terraform's: node_resource_plan_instance.go, node_resource_apply_instance.go,
// node_resource_destroy.go.

import { formatPath } from '../../src/framework/schema/path.ts'
import { decodeJson, encodeJson } from '../../src/framework/value/json.ts'
import { Dynamic, isArray, isObject, type Value } from '../../src/framework/value/value.ts'
import { schemaType } from '../../src/framework/value/wire-type.ts'
import { applyPlan, type Plan, plan, planDestroy, type Settled } from './change.ts'
import type { ConfigInput } from './config.ts'
import { type Diagnosis, isFailed, Refusal } from './diagnosis.ts'
import { type Action, assertFinalPlan } from './plan-rules.ts'
import { importObject, read, upgrade } from './read.ts'
import { configure, enforce, type Live, refuse, type Stored, type Target } from './target.ts'
import { sensitivePaths } from './values.ts'

export type PlainState = Readonly<Record<string, unknown>>

/** What an operation did, and the result. */
export interface Report {
  readonly action: Action
  readonly isFailed: boolean
  readonly diagnostics: readonly Diagnosis[]
  /** The paths that forced replacement. */
  readonly replacePaths: readonly string[]
  /** The planned object with unknown values, or null. */
  readonly planned: PlainState | null
  /** The stored object after the operation, or null. */
  readonly state: PlainState | null
  readonly isTainted: boolean
  /** The paths of sensitive values in the state. */
  readonly sensitive: readonly string[]
}

export interface ApplyOptions {
  /** The configuration during the plan, if it differs: with unknown values. */
  readonly planWith?: ConfigInput
  readonly createBeforeDestroy?: boolean
}

/** One address of a state and its operations. No operation throws the errors that a user sees. */
export interface ManagedResource {
  readonly type: string
  readonly stored: Stored | undefined
  plan(config: ConfigInput): Promise<Report>
  apply(config: ConfigInput, options?: ApplyOptions): Promise<Report>
  refresh(): Promise<Report>
  import(id: string): Promise<Report>
  destroy(): Promise<Report>
  /** Stores an object as an older version of the provider may have stored it. */
  restore(stored: Pick<Stored, 'version' | 'json'> & Partial<Pick<Stored, 'private'>>): void
  /** Removes the object from the state, as `terraform state rm` does. */
  forget(): void
}

export type TypeOfResource = Omit<Target, 'notes'>

interface Slot {
  stored: Stored | undefined
  /** Old objects of a create_before_destroy that are not yet destroyed. */
  readonly deposed: Stored[]
}

export const manageResource = (type: TypeOfResource): ManagedResource => {
  const slot: Slot = { stored: undefined, deposed: [] }
  const run = (operation: (on: Operation) => Promise<Plan | undefined>) =>
    operate(type, slot, operation)
  return {
    type: type.type,
    get stored() {
      return slot.stored
    },
    plan: (config) => run(({ target }) => planStored(target, slot, config)),
    apply: (config, options = {}) => run((on) => applyConfig(on, config, options)),
    refresh: () => run(refreshOnly),
    import: (id) => run((on) => importInto(on, id)),
    destroy: () => run(destroy),
    restore: (stored) => {
      slot.stored = { private: new Uint8Array(), identity: null, status: 'ready', ...stored }
    },
    forget: () => {
      slot.stored = undefined
    },
  }
}

interface Operation {
  readonly target: Target
  readonly slot: Slot
}

const operate = async (
  type: TypeOfResource,
  slot: Slot,
  operation: (on: Operation) => Promise<Plan | undefined>,
): Promise<Report> => {
  const target: Target = { ...type, notes: [] }
  try {
    return report({ target, slot }, await operation({ target, slot }))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return report({ target, slot }, undefined)
  }
}

const report = ({ target, slot }: Operation, done: Plan | undefined): Report => {
  const { stored } = slot
  // An object of an older version must be upgraded before it can be read.
  const isCurrent = stored?.version === target.version
  const state = stored && isCurrent ? decodeJson(stored.json, schemaType(target.schema)) : null
  return {
    action: done?.action ?? 'no-op',
    isFailed: isFailed(target.notes),
    diagnostics: target.notes,
    replacePaths: done?.replacePaths ?? [],
    planned: plainObject(done?.planned ?? null),
    state: plainObject(state),
    isTainted: stored?.status === 'tainted',
    sensitive: sensitivePaths(target.schema, state).map(formatPath),
  }
}

const plain = (value: Value): unknown => {
  if (value instanceof Dynamic) return plain(value.value)
  if (isArray(value)) return value.map(plain)
  return isObject(value) ? plainObject(value) : value
}

/** A value of the framework as a test writes it. */
export const plainObject = (value: Value): PlainState | null =>
  isObject(value)
    ? Object.fromEntries(Object.entries(value).map(([name, held]) => [name, plain(held)]))
    : null

const save = (slot: Slot, target: Target, live: Live | undefined): void => {
  slot.stored = live && {
    version: target.version,
    json: encodeJson(live.value, schemaType(target.schema)),
    private: live.private,
    identity: live.identity,
    status: live.status,
  }
}

const refreshed = async (target: Target, { stored }: Slot): Promise<Live | undefined> => {
  const live = stored && (await upgrade(target, stored))
  return live && read(target, live)
}

const refresh = async ({ target, slot }: Operation): Promise<Live | undefined> => {
  const live = await refreshed(target, slot)
  save(slot, target, live)
  return live
}

const refreshOnly = async (on: Operation): Promise<undefined> => {
  await refresh(on)
}

const importInto = async ({ target, slot }: Operation, id: string): Promise<undefined> => {
  if (slot.stored) refuse(target, 'Resource already managed by Terraform', target.type)
  save(slot, target, await importObject(target, id))
}

const planStored = async (target: Target, slot: Slot, config: ConfigInput): Promise<Plan> => {
  const value = configure(target, config)
  return plan(target, await refreshed(target, slot), value)
}

const applyConfig = async (
  on: Operation,
  config: ConfigInput,
  { planWith = config, createBeforeDestroy = false }: ApplyOptions,
): Promise<Plan> => {
  const { target, slot } = on
  const first = await plan(target, await refresh(on), configure(target, planWith))
  if (first.action === 'no-op') return first
  const isReplaced = first.action === 'replace'
  if (isReplaced && createBeforeDestroy) depose(slot)
  if (isReplaced && !createBeforeDestroy && !(await destroyReplaced(on, first))) return first
  await applyAgain(on, first, config)
  if (isReplaced && createBeforeDestroy) await destroyDeposed(on)
  return first
}

/** The apply is another run of the provider: it upgrades, validates, and plans again. */
const applyAgain = async ({ target, slot }: Operation, first: Plan, config: ConfigInput) => {
  const live = slot.stored && (await upgrade(target, slot.stored))
  const final = await plan(target, live, configure(target, config))
  // The old object is already destroyed, so a planned replacement ends as a create.
  const action = first.action === 'replace' && final.action === 'create' ? 'replace' : final.action
  enforce(target, assertFinalPlan(target.schema, first, { action, planned: final.planned }))
  if (final.action === 'no-op') return
  save(slot, target, (await applyPlan(target, final, live)).live)
}

/** False if the old object could not be destroyed. Then nothing is created. */
const destroyReplaced = async ({ target, slot }: Operation, planned: Plan): Promise<boolean> => {
  const live = slot.stored && (await upgrade(target, slot.stored))
  const end = { ...planned, action: 'delete', config: null, planned: null, identity: null } as const
  const settled = await applyPlan(target, end, live)
  save(slot, target, settled.live)
  return !settled.isFailed
}

const depose = (slot: Slot): void => {
  if (slot.stored) slot.deposed.push(slot.stored)
  slot.stored = undefined
}

const destroyDeposed = async ({ target, slot }: Operation): Promise<void> => {
  const last = slot.deposed.pop()
  if (!last) return
  if (isFailed(target.notes)) {
    if (slot.stored) slot.deposed.push(last)
    else slot.stored = last
    return
  }
  const live = await upgrade(target, last)
  if (live && (await destroyLive(target, live)).live) slot.deposed.push(last)
}

const destroyLive = async (target: Target, live: Live): Promise<Settled> =>
  applyPlan(target, await planDestroy(target, live), live)

const destroy = async (on: Operation): Promise<Plan | undefined> => {
  const { target, slot } = on
  await destroyDeposed(on)
  const live = await refresh(on)
  if (!live) return undefined
  const planned = await planDestroy(target, live)
  save(slot, target, (await applyPlan(target, planned, live)).live)
  return planned
}
