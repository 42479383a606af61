import { type Handler } from '../../src/framework/rpc/index.ts'
import { codec, type RpcName } from '../../src/framework/rpc/proto.ts'
import { type Fields } from './provider.ts'

export type Handlers = Readonly<Partial<Record<RpcName, Handler>>>

/** Breaks one part of a correct response. */
export type Break = (response: Fields, request: Fields) => object

export interface Breakage {
  /** Letters and hyphens. */
  readonly name: string
  readonly rpc: RpcName
  readonly by: Break
}

/** A text that makes the provider violate a rule, anywhere in a request. */
export const brokenBy = (name: string): string => `broken/${name}/`

/** The handlers of a correct provider. A request that names a breakage gets a broken response. */
export const breaking = (
  good: Handlers,
  breakages: readonly Breakage[],
  isOn: () => boolean,
): Handlers => {
  const wrap = ([rpc, handler]: readonly [string, Handler]) => {
    const own = breakages.filter((one) => one.rpc === rpc)
    const broken: Handler = async (request, call) => {
      const response = await handler(request, call)
      const found = isOn() && own.find(({ name }) => request.includes(brokenBy(name)))
      return found ? breakBytes(found, request, response) : response
    }
    return [rpc, broken] as const
  }
  return Object.fromEntries(Object.entries(good).map(wrap))
}

const breakBytes = ({ rpc, by }: Breakage, request: Buffer, response: Buffer): Buffer => {
  const messages = codec(rpc)
  const fields = (message: object): Fields => ({ ...message })
  const broken = by(
    fields(messages.response.decode(response)),
    fields(messages.request.decode(request)),
  )
  return messages.response.encode(broken)
}
