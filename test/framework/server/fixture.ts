/** A provider whose handlers are written by hand: the least that can be served. */
import { once } from 'node:events'
import { setTimeout } from 'node:timers'
import type { CallEnding } from '../../../src/framework/rpc/answer.ts'
import { codec } from '../../../src/framework/rpc/proto.ts'
import type { Log } from '../../../src/framework/schema/provider.ts'
import { serve } from '../../../src/framework/server/serve.ts'

const { FIXTURE_FAULT, FIXTURE_PATIENCE } = process.env

const released = Promise.withResolvers<void>()

/** As an author or a dependency might throw it. */
const secretive = (): Error => {
  const error = new Error('the secret is hunter2\n    at hunter2 (hunter2:1:1)')
  error.name = 'hunter2 | the secret\nis the name'
  return error
}

type Deed = (log: Log, ending: CallEnding) => unknown

/** What ConfigureProvider's `terraform_version` may ask for. */
const deeds: Readonly<Record<string, Deed>> = {
  log: (log) => {
    log('trace', 'a trace')
    log('debug', 'a debug', { count: 9007199254740993n, '@message': 1 })
    log('error', 'an error')
  },
  // As a dependency might.
  print: () => {
    console.log('printed by console.log')
    process.stdout.write('printed by write\n')
  },
  throw: () => setTimeout(() => JSON.parse('no JSON')),
  reject: () => Promise.reject(new RangeError('a handler rejected')),
  'reject outside': () => void Promise.reject(new RangeError('a handler rejected')),
  'throw a secret': () =>
    setTimeout(() => {
      throw secretive()
    }),
  'throw text': () =>
    setTimeout(() => {
      throw 'hunter2'
    }),
  watch: (log, { signal }) => {
    log('info', 'watching')
    if (signal.aborted) log('info', 'aborted from the start')
    signal.addEventListener('abort', () => log('info', 'aborted'))
  },
  wait: async (log, { signal }) => {
    log('info', 'waiting')
    await once(signal, 'abort')
    log('info', 'aborted')
  },
  // As a create whose request was sent: a stop does not end it, and what nobody records is undone.
  create: async (log, { signal, abandoned }) => {
    log('info', 'creating')
    signal.addEventListener('abort', () => log('info', 'stopped'))
    const lost = once(abandoned, 'abort').then(() => log('info', 'undone'))
    await Promise.race([released.promise, lost])
  },
  release: () => released.resolve(),
  hang: (log) => {
    log('info', 'hanging')
    return new Promise(() => {})
  },
}

const handlers = (log: Log) => {
  if (FIXTURE_FAULT === 'handlers') throw new Error('two | bars\nand a second line')
  console.log('printed before the handshake')
  const { request, response } = codec('ConfigureProvider')
  return {
    ConfigureProvider: async (bytes: Buffer, ending: CallEnding) => {
      await deeds[request.decode(bytes).terraform_version ?? '']?.(log, ending)
      return response.encode({})
    },
    ReadResource: async (bytes: Buffer) => {
      const { current_state } = codec('ReadResource').request.decode(bytes)
      return codec('ReadResource').response.encode({ new_state: current_state })
    },
    StopProvider: async () => codec('StopProvider').response.encode({}),
  }
}

await serve({
  name: 'fixture',
  address: 'registry.terraform.io/tests/fixture',
  version: '1.2.3',
  argv: process.argv.slice(2),
  env: process.env,
  network: process.argv.includes('--tcp') ? 'tcp' : undefined,
  patienceMs: FIXTURE_PATIENCE === undefined ? undefined : Number(FIXTURE_PATIENCE),
  handlers,
})
