import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import t, { type Test } from 'tap'
import { type AuditAnswer, startRegistry } from './kit/registry.ts'

const root = join(import.meta.dirname, '../../..')

/** Runs `npm run audit` with a registry that sends this response. */
const run = async (t: Test, answer: AuditAnswer) => {
  const registry = await startRegistry(t, answer)
  const child = spawn(process.execPath, [join(root, 'scripts/audit.ts')], {
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      npm_config_registry: registry,
      npm_config_fetch_retries: '0',
    },
  })
  const code = new Promise((resolve) => child.once('close', resolve))
  const [said, complained] = await Promise.all([text(child.stdout), text(child.stderr)])
  return { code: await code, said, complained }
}

t.test('passes if there are no known vulnerabilities', async (t) => {
  const { code, said } = await run(t, { status: 200 })
  t.equal(code, 0)
  t.equal(said, 'npm audit: no known vulnerabilities in the shipped packages\n')
})

for (const status of [404, 405, 501])
  t.test(
    `reports that a registry does not support audits, and does not pass: ${status}`,
    async (t) => {
      const { code, said } = await run(t, { status })
      t.equal(code, 0)
      t.match(said, /^npm audit: NOT DONE/)
      t.notMatch(said, 'no known vulnerabilities')
    },
  )

t.test('fails on a known vulnerability, and names the package', async (t) => {
  const advisory = { id: 1, url: 'https://example.com/1', title: 'A fault', severity: 'high' }
  const body = { got: [{ ...advisory, vulnerable_versions: '<99' }] }
  const { code, said, complained } = await run(t, { status: 200, body })
  t.equal(code, 1)
  t.equal(said, '')
  t.match(complained, 'npm audit found vulnerabilities in got')
})

t.test('fails if there is no usable response', async (t) => {
  const { code, said, complained } = await run(t, { status: 500 })
  t.equal(code, 1)
  t.equal(said, '')
  t.match(complained, /^npm audit failed: .*500/)
})
