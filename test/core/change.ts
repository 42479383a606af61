// Terraform core, internal/terraform/node_resource_abstract_instance.go (plan, planDestroy, apply).
import { formatPath, type Path } from '../../src/framework/schema/path.ts'
import { isObject, type Value } from '../../src/framework/value/value.ts'
import { checkApplied } from './apply-rules.ts'
import { broken, type Diagnosis, diagnosesOf, isFailed, Refusal, readPath } from './diagnosis.ts'
import { type Action, assertPlanValid, decideAction, effectiveReplaces } from './plan-rules.ts'
import { proposeNew } from './propose.ts'
import {
  bytes,
  capabilities,
  enforce,
  heedAnswer,
  type Live,
  receive,
  receiveIdentity,
  send,
  sendIdentity,
  type Target,
} from './target.ts'
import { violations } from './violation.ts'
import { writeOnlyProblems } from './write-only.ts'

export interface Plan {
  readonly action: Action
  readonly prior: Value
  readonly config: Value
  readonly planned: Value
  readonly private: Uint8Array
  readonly identity: Value
  /** The paths that force replacement, as Terraform writes them. */
  readonly replacePaths: readonly string[]
}

export const validateConfig = async (target: Target, config: Value): Promise<void> => {
  const { client, type } = target
  const request = {
    type_name: type,
    config: send(target, config),
    client_capabilities: capabilities,
  }
  heedAnswer(target, await client.call('ValidateResourceConfig', request))
}

interface Ask {
  readonly prior: Value
  readonly config: Value
  readonly private: Uint8Array
  readonly identity: Value
}

const askPlan = async (target: Target, ask: Ask) => {
  const response = await target.client.call('PlanResourceChange', {
    type_name: target.type,
    prior_state: send(target, ask.prior),
    config: send(target, ask.config),
    proposed_new_state: send(
      target,
      ask.config === null ? null : proposeNew(target.schema, ask.prior, ask.config),
    ),
    prior_private: ask.private,
    prior_identity: sendIdentity(target, ask.identity),
    client_capabilities: capabilities,
  })
  heedAnswer(target, response)
  return {
    planned: receive(target, response.planned_state),
    private: bytes(response.planned_private),
    identity: receiveIdentity(target, response.planned_identity, 'unknown allowed'),
    replaces: (response.requires_replace ?? []).map(readPath),
  }
}

type Asked = Awaited<ReturnType<typeof askPlan>>

const nothing = { private: new Uint8Array(), identity: null }

/** Plans one object. A tainted object is planned like a new one, and then replaced. @throws Refusal */
export const plan = async (
  target: Target,
  live: Live | undefined,
  config: Value,
): Promise<Plan> => {
  const prior = live?.status === 'ready' ? live.value : null
  await validateConfig(target, config)
  const known = live?.status === 'ready' ? live : nothing
  const asked = await askPlan(target, {
    prior,
    config,
    private: known.private,
    identity: known.identity,
  })
  const change = { prior, config, planned: asked.planned }
  enforce(target, assertPlanValid(target.schema, change))
  const replaces = effectiveReplaces(target.schema, change, asked.replaces)
  enforce(target, replaces.violations)
  const action = decideAction(target.schema, change, replaces.paths)
  if (action === 'replace') return planAnew(target, asked, { ...change, paths: replaces.paths })
  const isTainted = action === 'create' && live !== undefined
  return {
    ...change,
    ...asked,
    action: isTainted ? 'replace' : action,
    prior: live?.value ?? null,
    replacePaths: [],
  }
}

interface Replaced {
  readonly prior: Value
  readonly config: Value
  readonly paths: readonly Path[]
}

// The new object is planned without the old one, but with the private data of the first plan.
const planAnew = async (target: Target, first: Asked, replaced: Replaced): Promise<Plan> => {
  const { prior, config, paths } = replaced
  const second = await askPlan(target, {
    prior: null,
    config,
    private: first.private,
    identity: first.identity,
  })
  const written = writeOnlyProblems(target.schema, second.planned)
  enforce(target, violations('Provider produced invalid plan', written))
  return { ...second, action: 'replace', prior, config, replacePaths: paths.map(formatPath) }
}

/** Plans to destroy an object. @throws Refusal */
export const planDestroy = async (target: Target, live: Live): Promise<Plan> => {
  const rest = { action: 'delete', config: null, prior: live.value, replacePaths: [] } as const
  if (!target.plansDestroy) {
    return { ...rest, planned: null, private: live.private, identity: live.identity }
  }
  const ask = { prior: live.value, config: null, private: live.private, identity: live.identity }
  const asked = await askPlan(target, ask)
  enforce(target, assertPlanValid(target.schema, { ...ask, planned: asked.planned }))
  return { ...rest, planned: null, private: asked.private, identity: asked.identity }
}

/** The stored state after an apply. */
export interface Settled {
  readonly live: Live | undefined
  readonly isFailed: boolean
}

/**
 * Applies a plan and checks the result. An existing object is always kept: after a failed create it is
 * tainted, and if the provider returned nothing usable, the `current` object remains.
 */
export const applyPlan = async (
  target: Target,
  { action, ...change }: Plan,
  current: Live | undefined,
): Promise<Settled> => {
  const response = await target.client.call('ApplyResourceChange', {
    type_name: target.type,
    prior_state: send(target, change.prior),
    planned_state: send(target, change.planned),
    config: send(target, change.config),
    planned_private: change.private,
    planned_identity: sendIdentity(target, change.identity),
  })
  const reported = diagnosesOf(response.diagnostics)
  const received = receiveResult(target, response, change)
  const outcome = checkApplied(target.schema, {
    action,
    planned: change.planned,
    result: received.value,
    failed: isFailed([...reported, ...received.faults]),
  })
  const all = [...reported, ...received.faults, ...broken(outcome.violations)]
  target.notes.push(...all)
  const failed = isFailed(all)
  const { value = null } = outcome
  if (!isObject(value)) return { live: failed ? current : undefined, isFailed: failed }
  const isTainted = failed && (action === 'create' || current?.status === 'tainted')
  const { identity } = received
  const status = isTainted ? 'tainted' : 'ready'
  return { live: { value, private: bytes(response.private), identity, status }, isFailed: failed }
}

interface Received {
  readonly value: Value
  readonly identity: Value
  readonly faults: readonly Diagnosis[]
}

/** A result that does not match the schema is dropped. The prior object remains. */
const receiveResult = (
  target: Target,
  response: Parameters<typeof heedAnswer>[1] & {
    readonly new_state?: Parameters<typeof receive>[1]
    readonly new_identity?: Parameters<typeof receiveIdentity>[1]
  },
  { prior, planned }: { readonly prior: Value; readonly planned: Value },
): Received => {
  const quiet: Target = { ...target, notes: [] }
  try {
    const value = receive(quiet, response.new_state)
    return { value, identity: receiveIdentity(quiet, response.new_identity), faults: [] }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const value = planned === null ? null : prior
    return { value, identity: null, faults: error.diagnostics }
  }
}
