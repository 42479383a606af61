import { type Method, pickName } from './call.ts'
import type { Clock } from './clock.ts'
import type { Naming, Reply } from './envelope.ts'
import { type ApiError, StoppedError, TimeoutError, TransportError } from './errors.ts'
import { onAbort } from './stop.ts'
import { adviseOnTransport } from './transport-fault.ts'

/** One request, as it is sent. */
export interface Wire {
  readonly method: Method
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | undefined
}

/** The progress of a request. */
export interface Progress {
  /** A socket is available, new or reused. The timeout starts. */
  started(): void
  /** From here on the server may have read the request. */
  sent(): void
}

/** Sends one request once. Rejects with a system `code` if there is no complete response. */
export type Exchange = (wire: Wire, progress: Progress, signal: AbortSignal) => Promise<Reply>

export interface Order {
  readonly wire: Wire
  readonly name: Naming
  /** A stop ends reads immediately. */
  readonly read: boolean
  /** False: it ends writes immediately, too. Default: true. */
  readonly graceful?: boolean | undefined
  /** Aborted by a stop. */
  readonly signal: AbortSignal
  readonly timeoutMs: number
  readonly clock: Clock
}

/** The time limit of a pending write after a stop. */
const graceMs = 10_000

type Cut = 'stopped' | 'timeout' | undefined

/** The system code of a transport error. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : 'unknown fault'

// The transport error is not kept as a cause, because it contains the request and its token.
const explain = (order: Order, cut: Cut, broken: { sent: boolean; error: unknown }): ApiError => {
  const name = pickName(order.name)
  switch (cut) {
    case 'stopped':
      return new StoppedError(name, broken.sent && !order.read)
    case 'timeout':
      return new TimeoutError(name, order.timeoutMs, broken.sent)
    case undefined: {
      const reason = codeOf(broken.error)
      const check = adviseOnTransport(reason, order.name.situation)
      return new TransportError(name, { reason, sent: broken.sent, check })
    }
  }
}

/**
 * One attempt, with a time limit and with the rules of a stop.
 * @throws TransportError, TimeoutError, StoppedError
 */
export const attempt = async (exchange: Exchange, order: Order): Promise<Reply> => {
  const cutter = new AbortController()
  const undo: (() => void)[] = []
  let sent = false
  let cut: Cut
  const end = (why: Cut): void => {
    cut ??= why
    cutter.abort()
  }
  const endAfter = (ms: number, why: Cut): void => {
    if (!cutter.signal.aborted) undo.push(order.clock.after(ms, () => end(why)))
  }
  const endsAtOnce = order.read || order.graceful === false
  const stop = (): void => (endsAtOnce || !sent ? end('stopped') : endAfter(graceMs, 'stopped'))
  undo.push(onAbort(order.signal, stop))
  const progress: Progress = {
    started: () => endAfter(order.timeoutMs, 'timeout'),
    sent: () => {
      sent = true
    },
  }
  try {
    return await exchange(order.wire, progress, cutter.signal)
  } catch (error) {
    throw explain(order, cut, { sent, error })
  } finally {
    for (const each of undo) each()
  }
}
