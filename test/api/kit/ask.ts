// node ask.ts URL: sends one request from a process of its own, as its environment says, and prints how it ended.
import { ApiError, createApi } from '../../../src/api/index.ts'

const [, , host_url = ''] = process.argv
const api = createApi({
  host_url,
  token: 'token-of-a-test',
  account_id: 1,
  skip_credentials_validation: true,
  max_retries: 0,
  env: process.env,
})

const outcome = await api.request({ method: 'GET', path: 'v3/x/' }).catch((error: unknown) => {
  if (error instanceof ApiError) return error.message
  throw error
})
// oxlint-disable-next-line no-console -- its output is what the test reads
console.log(JSON.stringify(outcome))
