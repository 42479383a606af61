// node ask.ts URL [SETTINGS]: sends one request from a process of its own, as its environment says, and prints
// how it ended.
import { ApiError, createApi, ProxyError } from '../../../src/api/index.ts'

const [, , host_url = '', settings = '{}'] = process.argv

const ask = async (): Promise<unknown> => {
  const api = createApi({
    host_url,
    token: 'token-of-a-test',
    account_id: 1,
    skip_credentials_validation: true,
    max_retries: 0,
    env: process.env,
    ...(JSON.parse(settings) as object),
  })
  return api.request({ method: 'GET', path: 'v3/x/' })
}

const outcome = await ask().catch((error: unknown) => {
  if (error instanceof ApiError || error instanceof ProxyError) return error.message
  throw error
})
// oxlint-disable-next-line no-console -- its output is what the test reads
console.log(JSON.stringify(outcome))
