// The launcher in bin, in copies of a checkout that lack something.
import { execFileSync, spawnSync } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { MAGIC_COOKIE } from '../core/plugin-client.ts'

const name = 'terraform-provider-dbtcloud'
const launcher = join(import.meta.dirname, '../../bin', name)

/** A checkout in a folder of this name that has nothing but the launcher. */
const makeCheckout = (t: Test, called = 'checkout'): string => {
  const parent = realpathSync(mkdtempSync(join(tmpdir(), 'launcher-')))
  t.teardown(() => rmSync(parent, { recursive: true, force: true }))
  const checkout = join(parent, called)
  mkdirSync(join(checkout, 'bin'), { recursive: true })
  copyFileSync(launcher, join(checkout, 'bin', name))
  chmodSync(join(checkout, 'bin', name), 0o755)
  return checkout
}

const addRuntime = (checkout: string): void => {
  mkdirSync(join(checkout, 'node_modules/.bin'), { recursive: true })
  symlinkSync(process.execPath, join(checkout, 'node_modules/.bin/node'))
}

const addBuild = (checkout: string, script: string): void => {
  mkdirSync(join(checkout, 'dist'))
  writeFileSync(join(checkout, 'dist/main.cjs'), script)
}

const start = (file: string, env: Readonly<Record<string, string>> = {}, args: string[] = []) => {
  const { status, stdout, stderr } = spawnSync(file, args, {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], ...env },
  })
  return { status, stdout, stderr }
}

const nothing = () => {}

const unready = {
  'npm ci': { add: nothing, says: 'Run "npm ci && npm run build" in' },
  'npm ci on this platform': {
    add: (checkout: string) => {
      mkdirSync(join(checkout, 'node_modules/.bin'), { recursive: true })
      symlinkSync('/no/such/node', join(checkout, 'node_modules/.bin/node'))
    },
    says: 'Run "npm ci && npm run build" in',
  },
  'npm ci on this kind of machine': {
    add: (checkout: string) => {
      mkdirSync(join(checkout, 'node_modules/.bin'), { recursive: true })
      writeFileSync(join(checkout, 'node_modules/.bin/node'), '\u007fELF', { mode: 0o755 })
      addBuild(checkout, '')
    },
    says: 'Run "npm ci" in',
  },
  'npm run build': { add: addRuntime, says: 'Run "npm run build" in' },
}

for (const [command, { add, says }] of Object.entries(unready)) {
  t.test(`says in one line that ${command} has not been run`, async (t) => {
    const checkout = makeCheckout(t)
    add(checkout)
    const { status, stdout, stderr } = start(join(checkout, 'bin', name))
    t.match({ status, stdout }, { status: 1, stdout: '' })
    t.match(stderr, new RegExp(`^${name} cannot start: .*\\.\\n$`))
    t.match(stderr, `${says} ${checkout}`)
  })

  t.test(
    `shows it to a host where a host looks, and never as a handshake: ${command}`,
    async (t) => {
      const checkout = makeCheckout(t, '1|6|unix|\n|grpc|')
      add(checkout)
      const { status, stdout, stderr } = start(join(checkout, 'bin', name), {
        TF_PLUGIN_MAGIC_COOKIE: MAGIC_COOKIE,
      })
      t.match({ status, stderr }, { status: 1, stderr: '' })
      t.match(stdout, new RegExp(`^${name} cannot start: [^|\n]*\n$`))
      t.match(stdout, says)
    },
  )
}

t.test('runs the build with all arguments, through links, without NODE_OPTIONS', async (t) => {
  const checkout = makeCheckout(t, 'a check out')
  addRuntime(checkout)
  const script = 'console.log(JSON.stringify([process.argv.slice(2), process.env.NODE_OPTIONS]))'
  addBuild(checkout, script)
  const link = join(checkout, '..', 'link')
  symlinkSync(join(checkout, 'bin', name), link)
  const { status, stdout } = start(link, { NODE_OPTIONS: '--no-such-option' }, ['a b', '--c'])
  t.equal(status, 0)
  t.strictSame(JSON.parse(stdout), [['a b', '--c'], null])
})

t.test('is a script that any POSIX shell reads', async () => {
  execFileSync('/bin/sh', ['-n', launcher])
})
