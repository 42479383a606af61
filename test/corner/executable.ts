// A provider of this folder as a plugin process, for hosts that start several processes per command.
import { type Handler, handlers, type Mode } from '../../src/framework/rpc/index.ts'
import { codec, type RpcName } from '../../src/framework/rpc/proto.ts'
import type { Log } from '../../src/framework/schema/provider.ts'
import { serve } from '../../src/framework/server/serve.ts'
import { breaking, type Handlers } from './breaking.ts'
import { brokenRules } from './broken/rules.ts'
import { KeptStore } from './kept-store.ts'
import { oddProvider } from './odd.ts'

const { env } = process
const provider = oddProvider(new KeptStore(env['CORNER_STORE'] ?? ''))

/** Logs which process was asked what. */
const traced = (good: Handlers, log: Log): Handlers => {
  const trace = ([tf_rpc, handler]: readonly [string, Handler]) => {
    const logging: Handler = (request, call) => {
      log('trace', 'asked', { tf_rpc, pid: process.pid })
      return handler(request, call)
    }
    return [tf_rpc, logging] as const
  }
  return Object.fromEntries(Object.entries(good).map(trace))
}

/** Replaces the private data of created objects with what another provider may have left. */
const keepingPrivate = (good: Handlers, data: string | undefined): Handlers => {
  const { ApplyResourceChange: apply } = good
  if (!data || !apply) return good
  const { response } = codec('ApplyResourceChange')
  return {
    ...good,
    ApplyResourceChange: async (bytes, call) => {
      const answer = response.decode(await apply(bytes, call))
      return response.encode({ ...answer, private: Buffer.from(data) })
    },
  }
}

const all = (log: Log, mode: Mode): Readonly<Partial<Record<RpcName, Handler>>> => {
  const good = handlers(provider, log, mode)
  const broken = breaking(good, brokenRules, () => env['CORNER_BREAKS'] === 'on')
  return traced(keepingPrivate(broken, env['CORNER_PRIVATE']), log)
}

await serve({
  name: provider.name,
  address: `${env['CORNER_REGISTRY'] ?? 'registry.terraform.io'}/tests/corner`,
  version: provider.version,
  argv: process.argv.slice(2),
  env,
  handlers: all,
})
