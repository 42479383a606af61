import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { ApiError, createSecret, isAbsent, LeftBehindError } from '../../src/api/index.ts'
import { byTens, inWorld, type Token, type TokenWorld } from './token-world.ts'

/** The resources in use at one moment. */
interface Held {
  readonly sockets: number
  /** Bytes in use after a garbage collection. */
  readonly heap: number
}

export interface Soak {
  readonly operations: number
  readonly requests: number
  /** Operations that returned an error. */
  readonly failed: number
  readonly seconds: number
  /** Tokens that exist on the server but not in the state. */
  readonly lost: number
  /** Tokens that exist in the state but not on the server. */
  readonly dead: number
  /** After a fifth of the operations, and after all of them. */
  readonly held: readonly [Held, Held]
}

setFlagsFromString('--expose-gc')
// `as`: what the flag has put there.
const collectGarbage = runInNewContext('gc') as () => void

const measureHeld = (): Held => {
  collectGarbage()
  const sockets = process.getActiveResourcesInfo().filter((kind) => kind === 'TCPSocketWrap')
  return { sockets: sockets.length, heap: process.memoryUsage().heapUsed }
}

/** The approximate number of tokens at any time. */
const population = 40

/** One operation on the tokens in the state, as a verb of the provider performs it. */
const operate = async ({ tokens }: TokenWorld, state: Map<number, Token>, number: number) => {
  const [first] = state.values()
  if (first === undefined || state.size < population)
    return create(tokens, state, `token ${number}`)
  // Nothing else works on it at the same time, as in Terraform.
  state.delete(first.id)
  let isGone = false
  try {
    if (number % 3 === 0) await tokens.read(first.id)
    else {
      await tokens.delete(first.id)
      isGone = true
    }
  } catch (error) {
    isGone = isAbsent(error)
    if (!isGone) throw error
  } finally {
    if (!isGone) state.set(first.id, first)
  }
}

const create = async (
  tokens: TokenWorld['tokens'],
  state: Map<number, Token>,
  name: string,
): Promise<void> => {
  try {
    const made = await createSecret(tokens, {
      name,
      body: { name },
      secretField: 'token_string',
      isCandidate: (token) => token.name === name,
      isUsed: ({ last_used }) => last_used !== null,
      warn: () => {},
    })
    state.set(made.id, made)
  } catch (error) {
    // `as`: the fields are those of a token.
    if (error instanceof LeftBehindError)
      state.set(Number(error.id), error.fields as unknown as Token)
    throw error
  }
}

/** Creates, reads, and deletes tokens, ten at a time, while this share of the requests fails. */
export const measureSoak = async (operations: number, failureRate: number): Promise<Soak> =>
  inWorld({ failureRate, seed: 7 }, async (world) => {
    const state = new Map<number, Token>()
    const started = performance.now()
    const held: Held[] = []
    let [failed, requests] = [0, 0]
    const numbers = Array.from({ length: operations }, (_none, number) => number)
    await byTens(numbers, async (number) => {
      if (number === operations / 5) held.push(measureHeld())
      if (number % 500 === 0) {
        requests += world.emulator.requests.length
        world.emulator.clear()
      }
      await operate(world, state, number).catch((error: unknown) => {
        if (!(error instanceof ApiError)) throw error
        failed += 1
      })
    })
    requests += world.emulator.requests.length
    const live = new Set(
      world.emulator
        .tokens(1)
        .list()
        .map(({ id }) => Number(id)),
    )
    const [early = measureHeld(), late = measureHeld()] = held
    return {
      operations,
      requests,
      failed,
      seconds: (performance.now() - started) / 1000,
      lost: [...live].filter((id) => !state.has(id)).length,
      dead: [...state.keys()].filter((id) => !live.has(id)).length,
      held: [early, late],
    }
  })

const mebibytes = (bytes: number): string => (bytes / 2 ** 20).toFixed(1)

export const reportSoak = ({ held: [early, late], ...soak }: Soak): readonly string[] => [
  `A soak test of ${soak.operations} operations, with 5% of the requests failing:`,
  `  ${soak.requests} requests in ${soak.seconds.toFixed(1)} s, ${soak.failed} operations failed`,
  `  ${soak.lost} tokens only on the server, ${soak.dead} tokens only in the state`,
  `  open sockets ${early.sockets} then ${late.sockets}, heap ${mebibytes(early.heap)} then ${mebibytes(late.heap)} MiB`,
]
