import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import t from 'tap'

const program = join(import.meta.dirname, 'kit/print-environment.ts')
const NODE_EXTRA_CA_CERTS = join(import.meta.dirname, 'no-such-file')

const run = async (env: NodeJS.ProcessEnv, ...args: readonly string[]) => {
  // tap adds NODE_OPTIONS to what a test starts, and to what that starts.
  const withoutTap = ['-u', 'NODE_OPTIONS', process.execPath, program, ...args]
  const child = spawn('env', withoutTap, { env: { PATH: process.env['PATH'], ...env } })
  const [stdout, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')])
  return { pid: child.pid, seen: JSON.parse(stdout), code }
}

if (process.platform === 'win32') t.plan(0, 'env is a program of Unix')

t.test('starts again in the same process, without the variables of Node', async (t) => {
  const env = { NODE_PENDING_DEPRECATION: '1', NODE_EXTRA_CA_CERTS, OTHER: 'kept' }
  const { pid, seen, code } = await run(env, '7')
  t.strictSame({ seen, code }, { seen: { NODE_EXTRA_CA_CERTS, OTHER: 'kept', pid }, code: 7 })
})

t.test('waits for the second start where no process can be replaced', async (t) => {
  const { pid, seen, code } = await run(
    { NODE_PENDING_DEPRECATION: '1', OTHER: 'kept' },
    'win32',
    '7',
  )
  t.match({ seen, code }, { seen: { OTHER: 'kept' }, code: 7 })
  t.not(seen.pid, pid)
  t.notOk('NODE_PENDING_DEPRECATION' in seen)
})

t.test('does not start again where there is nothing to drop', async (t) => {
  const { pid, seen, code } = await run({ NODE_EXTRA_CA_CERTS }, '0')
  t.strictSame({ seen, code }, { seen: { NODE_EXTRA_CA_CERTS, pid }, code: 0 })
})
