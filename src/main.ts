import { address, dbtcloud } from './dbtcloud/provider.ts'
import { handlers } from './framework/rpc/index.ts'
import { serve } from './framework/server/serve.ts'

const { name, version } = dbtcloud

void serve({
  name,
  address,
  version,
  argv: process.argv.slice(2),
  env: process.env,
  handlers: (log) => handlers(dbtcloud, log),
})
