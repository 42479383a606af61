import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import t from 'tap'
import { placeInMirror } from '../../src/cli/mirror.ts'
import { makeFolder, run, runHere } from './fixture.ts'

const address = 'registry.terraform.io/dbt-labs/dbtcloud'
const machine = { platform: process.platform, arch: process.arch, home: '' }

const place = (mirror: string, version: string): string =>
  join(mirror, placeInMirror({ address, machine }, version))

/** Puts a script that prints `answer` into a mirror. */
const put = (mirror: string, version: string, answer: string): string => {
  const file = place(mirror, version)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, `#!/bin/sh\necho "${answer}"\n`, { mode: 0o755 })
  return file
}

const everythingIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()

t.test('leaves a home folder as it was before the installation', async (t) => {
  const home = makeFolder(t)
  writeFileSync(join(home, '.profile'), '')
  const before = everythingIn(home)
  const from = put(makeFolder(t), '0.1.0', 'terraform-provider-dbtcloud 0.1.0')
  const env = { HOME: home, APPDATA: home }
  t.match(await run(['install', '--from', from], env), { code: 0 })
  t.not(everythingIn(home).length, before.length)
  const { code, stderr } = await run(['uninstall'], env)
  t.equal(code, 0)
  t.match(stderr, /^Removed \//)
  t.match(stderr, 'terraform init')
  t.strictSame(everythingIn(home), before)
})

t.test('removes all versions, and keeps what is not of this provider', async (t) => {
  const mirror = makeFolder(t)
  for (const version of ['0.1.0', '0.2.0'])
    put(mirror, version, `terraform-provider-dbtcloud ${version}`)
  const go = put(mirror, '1.12.10', 'This binary is a plugin.')
  const { code, stderr } = await runHere(['uninstall', '--dir', mirror])
  t.equal(code, 1)
  t.match(stderr, `Kept ${go}: it does not answer --version as this provider does.`)
  t.strictSame(readdirSync(join(mirror, address)), ['1.12.10'])
})

t.test('leaves other addresses alone', async (t) => {
  const mirror = makeFolder(t)
  put(mirror, '0.1.0', 'terraform-provider-dbtcloud 0.1.0')
  const before = everythingIn(mirror)
  const own = ['--address', 'dbtcloud-typescript/dbtcloud']
  const { code, stderr } = await runHere(['uninstall', '--dir', mirror, ...own])
  t.equal(code, 0)
  t.match(stderr, /^Nothing to remove: no version of registry\.terraform\.io\/dbtcloud-typescript/)
  t.strictSame(everythingIn(mirror), before)
})

t.test('follows no link out of the mirror', async (t) => {
  const [mirror, elsewhere] = [makeFolder(t), makeFolder(t)]
  const file = put(elsewhere, '0.1.0', 'terraform-provider-dbtcloud 0.1.0')
  mkdirSync(join(mirror, address), { recursive: true })
  symlinkSync(dirname(dirname(file)), join(mirror, address, '0.1.0'))
  await runHere(['uninstall', '--dir', mirror])
  t.ok(everythingIn(elsewhere).some((name) => name.includes('terraform-provider-dbtcloud_v0.1.0')))
})

t.test('succeeds if the mirror does not exist', async (t) => {
  const { code, stderr } = await runHere(['uninstall', '--dir', '/no/such/folder'])
  t.equal(code, 0)
  t.match(stderr, 'Nothing to remove')
})

t.test('names what it cannot read', async (t) => {
  const mirror = makeFolder(t)
  mkdirSync(dirname(join(mirror, address)), { recursive: true })
  symlinkSync('dbtcloud', join(mirror, address))
  const { code, stderr } = await runHere(['uninstall', '--dir', mirror])
  t.equal(code, 1)
  t.match(stderr, `Cannot read ${join(mirror, address)}: too many symbolic links encountered.`)
})

t.test('ignores folders without an executable for this platform', async (t) => {
  const mirror = makeFolder(t)
  mkdirSync(join(mirror, address, '0.1.0/other_platform'), { recursive: true })
  mkdirSync(dirname(place(mirror, '0.2.0')), { recursive: true })
  const { code, stderr } = await runHere(['uninstall', '--dir', mirror])
  t.equal(code, 0)
  t.match(stderr, 'Nothing to remove')
})
