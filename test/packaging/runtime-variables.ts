import { execFileSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { droppedNames, variableRules } from '../../scripts/packaging/runtime-variables.ts'

const kept = [
  'NODE_EXTRA_CA_CERTS',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'HTTPS_PROXY',
  'TMPDIR',
  'TZ',
  'NODE',
]
const dropped = [
  'NODE_DEBUG',
  'NODE_EXTRA_CA_CERTS_2',
  'UV_THREADPOOL_SIZE',
  'OPENSSL_CONF',
  'GRPC_TRACE',
]

t.test('drops what the runtime reads, and keeps the rest', async (t) => {
  const env = Object.fromEntries([...kept, ...dropped].map((name) => [name, '']))
  t.strictSame(droppedNames(env), dropped)
})

t.test('the launcher of a checkout drops the same', async (t) => {
  if (process.platform === 'win32') return t.comment('it is for a shell')
  const folder = t.testdir()
  const place = (name: string, text: string) => {
    mkdirSync(join(folder, name, '..'), { recursive: true })
    writeFileSync(join(folder, name), text)
    chmodSync(join(folder, name), 0o755)
  }
  place('dist/main.cjs', '')
  place('node_modules/.bin/node', '#!/bin/sh\nenv\n')
  const launcher = 'bin/terraform-provider-dbtcloud'
  mkdirSync(join(folder, 'bin'))
  cpSync(join(import.meta.dirname, '../..', launcher), join(folder, launcher))
  const names = variableRules.map(({ start }) =>
    start.endsWith('=') ? start.slice(0, -1) : `${start}X`,
  )
  const env = Object.fromEntries([...names, ...kept, ...dropped].map((name) => [name, 'a\nb']))
  const left = execFileSync(join(folder, launcher), {
    env: { ...env, PATH: process.env['PATH'] },
    encoding: 'utf8',
  })
  const seen = Object.keys(env).filter(
    (name) => left.includes(`\n${name}=`) || left.startsWith(`${name}=`),
  )
  t.strictSame(seen.sort(), [...kept].sort())
})
