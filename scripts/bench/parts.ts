/** Loads the provider part by part and prints the milliseconds of each part as JSON. */
const parts: Record<string, number> = { 'runtime and code': performance.now() }

const time = async <T>(name: string, load: () => T | Promise<T>): Promise<T> => {
  const before = performance.now()
  const loaded = await load()
  parts[name] = performance.now() - before
  return loaded
}

const loadAll = async () => {
  await time('http2', () => import('node:http2'))
  await time('grpc', () => import('../../src/framework/server/serve.ts'))
  const rpc = await time('proto', () => import('../../src/framework/rpc/index.ts'))
  const { dbtcloud } = await time('provider', () => import('../../src/dbtcloud/provider.ts'))
  const { GetProviderSchema } = rpc.handlers(dbtcloud, () => {})
  const { signal } = new AbortController()
  await time('schema', () => GetProviderSchema?.(Buffer.alloc(0), { signal, abandoned: signal }))
  console.log(JSON.stringify(parts))
}

void loadAll()
