import { type Answer, html, notFound, problem } from './answer.ts'
import { decodeJson, encodeJson, type Json } from './exact-json.ts'
import { commitOf, type Fault, isReplaced } from './fault.ts'
import type { ActiveFault } from './faults.ts'
import { type Call, handle } from './handle.ts'
import type { World } from './world.ts'

/** What the client receives. A `null` response resets the connection. */
export interface Reply {
  readonly answer: Answer | null
  /** How much of the text is sent before the connection breaks. Undefined: all of it, and the connection remains open. */
  readonly breaksAt?: number
}

const replacement = (fault: Fault): Answer => {
  const { status = 500, retryAfter } = fault
  const plain = status === 404 ? notFound() : problem(status, 'This failure is simulated.')
  const answer = fault.html ? html(status) : plain
  const headers = { ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }) }
  return { ...answer, headers: { ...answer.headers, ...headers } }
}

const leaveOut = (answer: Answer, names: readonly string[]): Answer => {
  // The envelope here is our own.
  const { data, ...rest } = decodeJson(answer.text) as {
    readonly data: Readonly<Record<string, Json>> | null
  }
  if (data === null) return answer
  const kept = Object.entries(data).filter(([name]) => !names.includes(name))
  return { ...answer, text: encodeJson({ ...rest, data: Object.fromEntries(kept) }) }
}

/** The response after the fault is applied. */
const damage = (answer: Answer, { without, truncated }: Fault): Reply => {
  const left = without === undefined ? answer : leaveOut(answer, without)
  const half = Math.floor(left.text.length / 2)
  if (truncated === 'length') return { answer: left, breaksAt: half }
  return { answer: truncated === 'json' ? { ...left, text: left.text.slice(0, half) } : left }
}

/** Performs the call and responds, both as the fault specifies. */
export const replyTo = (world: World, call: Call, active: ActiveFault | undefined): Reply => {
  if (active === undefined) return { answer: handle(world, call, undefined) }
  const { fault } = active
  const commit = commitOf(fault)
  if (commit === 'late') void active.defer(() => handle(world, call, active))
  const answer = commit === 'now' ? handle(world, call, active) : null
  if (fault.reset) return { answer: null }
  if (answer === null || isReplaced(fault)) return { answer: replacement(fault) }
  return damage(answer, fault)
}
