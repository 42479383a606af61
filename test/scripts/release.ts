import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import t from 'tap'
import manifest from '../../package.json' with { type: 'json' }
import { hostTarget } from '../../scripts/packaging/target.ts'
import { checkout } from './release/kit/checkout.ts'
import { commitAll } from './release/kit/git.ts'
import { startRegistry } from './release/kit/registry.ts'

// Slow: strips the runtime, and builds and compresses the executable.
t.setTimeout(600_000)

const { version } = manifest
const folder = checkout(t)
const registry = await startRegistry(t, { status: 405 })
const changelog = join(folder, 'CHANGELOG.md')
const release = join(folder, 'dist/release')

const run = async (...args: readonly string[]) => {
  const env = {
    ...process.env,
    npm_config_registry: registry,
    NODE_OPTIONS: '',
    GPG_FINGERPRINT: '',
  }
  const script = join(folder, 'scripts/release.ts')
  const ended = promisify(execFile)(process.execPath, [script, ...args], { cwd: folder, env })
  return ended.catch(({ code, stdout, stderr }) => ({ code, stdout, stderr }))
}

const read = (name: string): Buffer => readFileSync(join(release, name))

t.test('does not release a version without an entry in the changelog', async (t) => {
  writeFileSync(changelog, '# Changelog\n\n## Unreleased\n\n- All.\n')
  commitAll(folder)
  t.strictSame(await run(), {
    code: 1,
    stdout: '',
    stderr: `Not released: CHANGELOG.md has no entry under a heading "## ${version}"\n`,
  })
})

t.test('does not release uncommitted changes', async (t) => {
  writeFileSync(changelog, `# Changelog\n\n## ${version}\n\n- All.\n`)
  const { code, stderr } = { code: 0, ...(await run()) }
  t.equal(code, 1)
  t.match(stderr, / M CHANGELOG\.md/)
})

t.test('builds all files that a registry requires from a clean tree', async (t) => {
  commitAll(folder)
  const { name: platform } = hostTarget()
  const { stdout, stderr } = await run('--only', platform)
  t.equal(stderr, '')
  t.match(stdout, /^npm audit: NOT DONE/)
  t.match(stdout, /\nUNSIGNED: set GPG_FINGERPRINT/)
  if (process.platform === 'linux') t.match(stdout, /requires .*GLIBC 2\.28,.* libc\.so\.6/)
  const notes = readFileSync(join(folder, 'dist/release-notes.md'), 'utf8')
  t.match(notes, /^- All\.\n\n### Tested Hosts\n\nThe tests run with Terraform/)
  if (process.platform === 'linux') t.match(notes, `- ${platform}: CXXABI`)
  const zip = `terraform-provider-dbtcloud_${version}_${platform}.zip`
  const [bill = '', listed = '', manifest = ''] = [
    'sbom.cdx.json',
    'SHA256SUMS',
    'manifest.json',
  ].map((ending) => `terraform-provider-dbtcloud_${version}_${ending}`)
  t.strictSame(readdirSync(release).sort(), [listed, zip, manifest, bill].sort())
  t.strictSame(JSON.parse(read(manifest).toString()), {
    version: 1,
    metadata: { protocol_versions: ['6.0'] },
  })
  t.match(JSON.parse(read(bill).toString()), { bomFormat: 'CycloneDX' })
  const sums = [zip, manifest, bill].map((name) => {
    const hash = createHash('sha256').update(read(name)).digest('hex')
    return `${hash}  ${name}\n`
  })
  t.equal(
    read(listed).toString(),
    sums.sort((one, other) => (one.slice(64) < other.slice(64) ? -1 : 1)).join(''),
  )
})

t.test('builds the same files from the same executable', async (t) => {
  const names = readdirSync(release)
  const before = names.map(read)
  await run('--only', hostTarget().name)
  t.strictSame(names.map(read), before)
})

t.test('does not release for an unknown platform', async (t) => {
  t.match(await run('--only', 'plan9_mips'), { code: 1, stderr: /unknown platform "plan9_mips"/ })
})
