import { gzipSync } from 'node:zlib'
import { type Answer, found, html, notFound, problem } from './answer.ts'
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
  const { status = 500, retryAfter, message } = fault
  const text = message ?? 'This failure is simulated.'
  const plain = status === 404 && message === undefined ? notFound() : problem(status, text)
  const answer = fault.html ? html(status) : plain
  const headers = { ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }) }
  return { ...answer, headers: { ...answer.headers, ...headers } }
}

type Row = Readonly<Record<string, Json>>

const isRow = (value: Json): value is Row =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const changeRow = (row: Json, { without = [], with: more = {} }: Fault): Json => {
  if (!isRow(row)) return row
  const kept = Object.entries(row).filter(([name]) => !without.includes(name))
  return { ...Object.fromEntries(kept), ...more }
}

const changeData = (answer: Answer, fault: Fault): Answer => {
  if (fault.without === undefined && fault.with === undefined) return answer
  if (answer.text === '') return changeData(found({}), fault)
  // The envelope here is our own.
  const { data, ...rest } = decodeJson(answer.text) as { readonly data: Json }
  const changed = Array.isArray(data)
    ? data.map((row: Json) => changeRow(row, fault))
    : changeRow(data, fault)
  return { ...answer, text: encodeJson({ ...rest, data: changed }) }
}

/** The size of a block of white space, which is compressed once. Gzip data may be concatenated. */
const block = 2 ** 24

const gzipped = (text: string, padding: number): Buffer => {
  const blocks = Math.floor(padding / block)
  const full = blocks > 0 ? gzipSync(Buffer.alloc(block, ' ')) : Buffer.alloc(0)
  const rest = gzipSync(Buffer.alloc(padding % block, ' '))
  return Buffer.concat([gzipSync(text), ...Array.from({ length: blocks }, () => full), rest])
}

const pack = (answer: Answer, { padding = 0, gzip }: Fault): Answer => {
  if (padding === 0 && !gzip) return answer
  const { text } = answer
  const bytes = gzip
    ? gzipped(text, padding)
    : Buffer.concat([Buffer.from(text), Buffer.alloc(padding, ' ')])
  const encoding = gzip ? { 'content-encoding': 'gzip' } : {}
  return { ...answer, headers: { ...answer.headers, ...encoding }, bytes }
}

/** The response after the fault is applied. */
const damage = (answer: Answer, fault: Fault): Reply => {
  const { body, headers, truncated } = fault
  const changed = body === undefined ? changeData(answer, fault) : { ...answer, text: body }
  const left = pack({ ...changed, headers: { ...changed.headers, ...headers } }, fault)
  const half = Math.floor(left.text.length / 2)
  if (truncated === 'length') return { answer: left, breaksAt: half }
  return { answer: truncated === 'json' ? { ...left, text: left.text.slice(0, half) } : left }
}

/** Performs the call, and hides what it created for as long as the fault specifies. */
const handleLagging = (world: World, call: Call, active: ActiveFault): Answer => {
  const { lag } = active.fault
  if (lag === undefined) return handle(world, call, active)
  const hidings = world.accounts.flatMap(({ collections }) =>
    [...collections].map((collection) => collection.hideNew()),
  )
  const answer = handle(world, call, active)
  const shows = hidings.map((hide) => hide())
  void active.defer(() => shows.forEach((show) => show()), lag)
  return answer
}

/** Performs the call and responds, both as the fault specifies. */
export const replyTo = (world: World, call: Call, active: ActiveFault | undefined): Reply => {
  const { answer, ...rest } = carryOut(world, call, active)
  // The emulator's clock, which a test may move.
  const date = world.clock().toUTCString()
  return { ...rest, answer: answer && { ...answer, headers: { date, ...answer.headers } } }
}

const carryOut = (world: World, call: Call, active: ActiveFault | undefined): Reply => {
  if (active === undefined) return { answer: handle(world, call, undefined) }
  const { fault } = active
  const commit = commitOf(fault)
  if (commit === 'late') void active.defer(() => handle(world, call, active), fault.lateBy)
  const answer = commit === 'now' ? handleLagging(world, call, active) : null
  if (fault.reset) return { answer: null }
  return damage(answer === null || isReplaced(fault) ? replacement(fault) : answer, fault)
}
