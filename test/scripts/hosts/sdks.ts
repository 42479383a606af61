import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { cacheFolder } from '../../../scripts/hosts/cache.ts'
import { installedSdk, installSdk, type Sdk, sdks } from '../../../scripts/hosts/sdks.ts'

/** An SDK that a shell installs, and an empty cache. */
const withShell = (t: Test, script: string): Sdk => {
  const before = process.env['XDG_CACHE_HOME']
  process.env['XDG_CACHE_HOME'] = join(t.testdir({}), 'cache')
  t.teardown(() => {
    if (before === undefined) delete process.env['XDG_CACHE_HOME']
    else process.env['XDG_CACHE_HOME'] = before
  })
  const [sdk] = sdks
  if (sdk === undefined) throw new Error('There is no SDK.')
  return { ...sdk, commands: (folder) => [['-c', `cd '${folder}' && ${script}`]] }
}

t.test('an SDK is installed once and found from then on', async (t) => {
  const sdk = withShell(t, 'echo it > it')
  t.equal(installedSdk(sdk.name), undefined)
  t.equal((await installSdk('/bin/sh', sdk)).kind, 'built')
  t.ok(existsSync(join(installedSdk(sdk.name) ?? '', 'it')))
  t.same(await installSdk('/nowhere', sdk), { kind: 'kept', seconds: 0 })
})

t.test('an installation that fails leaves nothing and says why', async (t) => {
  const sdk = withShell(t, 'echo partial > it; echo "no network" >&2; exit 1')
  t.same(await installSdk('/bin/sh', sdk), { kind: 'failed', reason: 'no network' })
  t.same(readdirSync(cacheFolder()), [])
})

for (const sdk of sdks)
  t.test(`${sdk.title} has a pinned version`, async (t) => {
    t.match(sdk.version, /^\d+\.\d+\.\d+$/)
    if (sdk.tool !== 'mvn') t.match(sdk.commands('folder').flat().join(' '), sdk.version)
  })
