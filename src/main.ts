import './framework/server/hosted-stdout.ts'
import { dbtcloud, address as defaultAddress } from './dbtcloud/provider.ts'
import { handlers } from './framework/rpc/index.ts'
import { isHosted } from './framework/server/handshake.ts'
import { serve } from './framework/server/serve.ts'

const { name, version } = dbtcloud
const { env } = process
const args = process.argv.slice(2)

const start = async (argv: readonly string[], address = defaultAddress): Promise<void> =>
  serve({
    name,
    address,
    version,
    argv,
    env,
    handlers: (log, mode) => handlers(dbtcloud, log, mode),
  })

// Loaded for a person alone: a host starts this program several times for one command.
const runCli = async (): Promise<void> => {
  const cli = await import('./cli/cli.ts')
  return cli.runCli(args, { env, serveDebug: async (address) => start(['--debug'], address) })
}

void (isHosted(env) ? start(args) : runCli())
