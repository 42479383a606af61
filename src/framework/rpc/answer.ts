import { guarded } from '../schema/guarded.ts'
import type { Path } from '../schema/path.ts'
import { complain, diagnose, Failure, UNREADABLE } from './diagnostics.ts'
import { framesOf } from './frames.ts'
import { inHostWords } from './host-words.ts'
import { codec, type Diagnostic, type MethodCodec, type RpcName } from './proto.ts'
import { type Session, takeNotices } from './session.ts'

/** What ends a call before its work is done. */
export interface CallEnding {
  /** Aborted when the host gives up the call, or when the process stops. */
  readonly signal: AbortSignal
  /** Aborted when the host will not record the result: what the call creates would be lost. */
  readonly abandoned: AbortSignal
}

/** A call from bytes to bytes. It never rejects: whatever goes wrong is reported in the response. */
export type Handler = (request: Buffer, call: CallEnding) => Promise<Buffer>

/** What a call has besides its request. Its signal is aborted by StopProvider, too. */
export interface Context extends CallEnding {
  readonly session: Session
  readonly warn: (summary: string, detail: string, path?: Path) => void
}

type RequestOf<N extends RpcName> = ReturnType<MethodCodec<N>['request']['decode']>
type ResponseOf<N extends RpcName> = ReturnType<MethodCodec<N>['response']['decode']>

/** One RPC: `answer` may throw. */
export interface Rpc<N extends RpcName> {
  readonly name: N
  answer(request: RequestOf<N>, context: Context): Promise<ResponseOf<N>> | ResponseOf<N>
  /** The response fields of a failure that changed nothing. Default: none. */
  unchanged?(request: RequestOf<N>): ResponseOf<N>
  /** The response to a failure. Default: its diagnostics, and what the failure keeps. */
  failed?(diagnostics: readonly Diagnostic[]): ResponseOf<N>
}

/** Runs work whose failure is reported under `summary`. */
export const attempt = async <T>(summary: string, work: () => Promise<T> | T): Promise<T> => {
  try {
    return await work()
  } catch (error) {
    throw guarded(false, () => error instanceof Failure) ? error : new Failure(summary, error)
  }
}

/** A response that the host would reject: Terraform and grpc-js accept at most 256 MiB. */
export class ResponseTooLargeError extends Error {
  readonly bytes: number
  constructor(bytes: number) {
    super(
      `The response has ${Math.ceil(bytes / 2 ** 20)} MiB, and the host accepts at most 256 MiB. ` +
        'Nothing in the state was changed.',
    )
    this.name = 'ResponseTooLargeError'
    this.bytes = bytes
  }
}

const MOST_BYTES = 256 * 2 ** 20

/** Makes one RPC callable with bytes. An undecodable message is answered with a diagnostic, too. */
export const handle =
  <N extends RpcName>(rpc: Rpc<N>, session: Session): Handler =>
  async (bytes, call) => {
    const warnings: Diagnostic[] = []
    let unchanged: object = {}
    try {
      const request = codec(rpc.name).request.decode(bytes)
      unchanged = rpc.unchanged?.(request) ?? {}
      const answered = await rpc.answer(request, contextOf(session, call, warnings))
      return encode(
        rpc,
        worded(session, rpc.failed ? answered : withWarnings(answered, said(session, warnings))),
      )
    } catch (error) {
      guarded(undefined, () => logFailure(session, rpc.name, error))
      return encodeFailure(rpc, { session, error, unchanged, warnings: said(session, warnings) })
    }
  }

const MOST_WARNINGS = 100

/** The session's notices, which are shown once, then the warnings of this call. */
const said = (session: Session, warnings: Diagnostic[]): readonly Diagnostic[] => {
  warnings.unshift(...takeNotices(session))
  return warnings.slice(0, MOST_WARNINGS)
}

const encode = <N extends RpcName>({ name }: Rpc<N>, response: ResponseOf<N>): Buffer => {
  const bytes = codec(name).response.encode(response)
  if (bytes.length > MOST_BYTES) throw new ResponseTooLargeError(bytes.length)
  return bytes
}

const withWarnings = <R extends object>(answered: R, warnings: readonly Diagnostic[]): R =>
  warnings.length === 0
    ? answered
    : { ...answered, diagnostics: [...warnings, ...diagnosticsIn(answered)] }

const diagnosticsIn = (answered: {
  readonly diagnostics?: readonly Diagnostic[] | undefined
}): readonly Diagnostic[] => answered.diagnostics ?? []

/**
 * The response with diagnostics in the host's words, and without the secrets that the provider recognizes by their
 * form.
 */
const worded = <R extends object>(session: Session, answered: R): R => {
  const words = inHostWords(session)
  const redact = (text = '') => session.provider.redact?.(words(text)) ?? words(text)
  const diagnostics = diagnosticsIn(answered)
  if (diagnostics.length === 0) return answered
  const safe = diagnostics.map((one) =>
    guarded<Diagnostic>({ ...UNREADABLE, severity: one.severity }, () => ({
      ...one,
      summary: redact(one.summary),
      detail: redact(one.detail),
    })),
  )
  return { ...answered, diagnostics: safe }
}

interface Failed {
  readonly session: Session
  readonly error: unknown
  readonly unchanged: object
  readonly warnings: readonly Diagnostic[]
}

// An exception here would end the process and every other call.
const encodeFailure = <N extends RpcName>(
  rpc: Rpc<N>,
  { session, error, unchanged, warnings }: Failed,
): Buffer => {
  const kept =
    guarded(undefined, () => (error instanceof Failure ? error.kept?.response : undefined)) ??
    unchanged
  const respond = (fields: object, diagnostics: readonly Diagnostic[]) =>
    encode(rpc, worded(session, failed(rpc, fields, diagnostics)))
  const bare = () => respond({}, [UNREADABLE])
  try {
    return respond(kept, [...warnings, ...diagnose(`${rpc.name} failed`, error)])
  } catch {
    return guarded(undefined, () => respond(kept, [UNREADABLE])) ?? bare()
  }
}

const failed = <N extends RpcName>(
  rpc: Rpc<N>,
  kept: object,
  diagnostics: readonly Diagnostic[],
): ResponseOf<N> => {
  if (rpc.failed) return rpc.failed(diagnostics)
  // Every response but those with a `failed` of their own has diagnostics; `kept` is of the same RPC.
  return { ...kept, diagnostics }
}

const contextOf = (session: Session, call: CallEnding, warnings: Diagnostic[]): Context => ({
  session,
  signal: AbortSignal.any([call.signal, session.stop.signal]),
  abandoned: call.abandoned,
  warn: (summary, detail, path) => {
    // Those beyond the limit are never shown: a verb may warn in a loop.
    if (warnings.length >= MOST_WARNINGS) return
    warnings.push(
      complain({ severity: 'warning', summary, detail, ...(path === undefined ? {} : { path }) }),
    )
  },
})

const logFailure = ({ log }: Session, rpc: string, error: unknown): void => {
  const cause = error instanceof Failure ? error.cause : error
  log('debug', 'a call failed', {
    tf_rpc: rpc,
    error: guarded('unknown', () => (cause instanceof Error ? cause.name : typeof cause)),
    stack: framesOf(cause)
      .map((line) => line.trim())
      .join('; '),
  })
}
