// The corner provider as a plugin process. Its store exists as long as the process.
import { argv, env } from 'node:process'
import { handlers } from '../../src/framework/rpc/index.ts'
import { serve } from '../../src/framework/server/serve.ts'
import { cornerProvider, Store } from './provider.ts'

const provider = cornerProvider(new Store())
const { name, version } = provider

await serve({
  name,
  address: `registry.terraform.io/example/${name}`,
  version,
  argv,
  env,
  handlers: (log, mode) => handlers(provider, log, mode),
})
