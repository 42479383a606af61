import type { Path } from '../schema/path.ts'
import { complain, diagnose, Failure } from './diagnostics.ts'
import { framesOf } from './frames.ts'
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
  /** The response that tells of a failure. Default: its diagnostics, and what the failure keeps. */
  failed?(diagnostics: readonly Diagnostic[]): ResponseOf<N>
}

/** Runs work whose failure is told under `summary` and answers with what `keep` holds. */
export const attempt = async <T>(
  summary: string,
  keep: object,
  work: () => Promise<T> | T,
): Promise<T> => {
  try {
    return await work()
  } catch (error) {
    throw error instanceof Failure ? error : new Failure(summary, error, keep)
  }
}

interface Answered {
  readonly diagnostics?: readonly Diagnostic[] | undefined
}

/** Makes one RPC callable with bytes. An undecodable message is answered with a diagnostic, too. */
export const handle = <N extends RpcName>(rpc: Rpc<N>, session: Session): Handler => {
  const summary = `${rpc.name} failed`
  return async (bytes, call) => {
    const { request, response } = codec(rpc.name)
    const warnings: Diagnostic[] = []
    const context = contextOf(session, call, warnings)
    try {
      const answered: ResponseOf<N> & Answered = await rpc.answer(request.decode(bytes), context)
      if (rpc.failed) return response.encode(answered)
      const said = [...takeNotices(session), ...warnings]
      if (said.length === 0) return response.encode(answered)
      const diagnostics = [...said, ...(answered.diagnostics ?? [])]
      return response.encode({ ...answered, diagnostics })
    } catch (error) {
      logFailure(session, rpc.name, error)
      const said = [...takeNotices(session), ...warnings]
      const diagnostics = [...said, ...diagnose(summary, error)]
      return response.encode(failed(rpc, error, diagnostics))
    }
  }
}

const failed = <N extends RpcName>(
  rpc: Rpc<N>,
  error: unknown,
  diagnostics: readonly Diagnostic[],
): ResponseOf<N> => {
  if (rpc.failed) return rpc.failed(diagnostics)
  const kept = error instanceof Failure ? error.keep : {}
  // Every response but those with a `failed` of their own has diagnostics; `keep` is of the same RPC.
  return { ...kept, diagnostics } as ResponseOf<N>
}

const contextOf = (session: Session, call: CallEnding, warnings: Diagnostic[]): Context => ({
  session,
  signal: AbortSignal.any([call.signal, session.stop.signal]),
  abandoned: call.abandoned,
  warn: (summary, detail, path) => {
    warnings.push(
      complain({ severity: 'warning', summary, detail, ...(path === undefined ? {} : { path }) }),
    )
  },
})

const logFailure = ({ log }: Session, rpc: string, error: unknown): void => {
  const cause = error instanceof Failure ? error.cause : error
  log('debug', 'a call failed', {
    tf_rpc: rpc,
    error: cause instanceof Error ? cause.name : typeof cause,
    stack: framesOf(cause)
      .map((line) => line.trim())
      .join('; '),
  })
}
