/** A provider whose handlers are written by hand: the least that can be served. */
import { setTimeout } from 'node:timers'
import { codec } from '../../../src/framework/rpc/proto.ts'
import type { Log } from '../../../src/framework/schema/provider.ts'
import { serve } from '../../../src/framework/server/serve.ts'

const { FIXTURE_FAULT } = process.env

/** What ConfigureProvider's `terraform_version` may ask for. */
const deeds: Readonly<Record<string, (log: Log, signal: AbortSignal) => unknown>> = {
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
  watch: (log, signal) => {
    log('info', 'watching')
    signal.addEventListener('abort', () => log('info', 'aborted'))
  },
  wait: (log, signal) =>
    new Promise((resolve) => {
      log('info', 'waiting')
      signal.addEventListener('abort', () => {
        log('info', 'aborted')
        resolve(undefined)
      })
    }),
}

const handlers = (log: Log) => {
  if (FIXTURE_FAULT === 'handlers') throw new Error('two | bars\nand a second line')
  console.log('printed before the handshake')
  const { request, response } = codec('ConfigureProvider')
  return {
    ConfigureProvider: async (bytes: Buffer, { signal }: { signal: AbortSignal }) => {
      await deeds[request.decode(bytes).terraform_version ?? '']?.(log, signal)
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
  handlers,
})
