import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import manifest from '../../package.json' with { type: 'json' }
import { hosted } from '../terraform/kit/host.ts'
import { installFromSources, makeFolder, run, runHost } from './fixture.ts'

const release = `registry.terraform.io/dbt-labs/dbtcloud/${manifest.version}`

/** What is below a folder. */
const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))

t.test('puts an executable into the mirror, and prints the configuration alone', async (t) => {
  const folder = makeFolder(t)
  const { code, stdout, stderr } = await installFromSources(folder)
  t.equal(code, 0)
  const [file = '', ...others] = filesIn(join(folder, 'mirror'))
  t.strictSame(others, [])
  t.match(file, `${join(folder, 'mirror')}/${release}/`)
  t.match(file, `terraform-provider-dbtcloud_v${manifest.version}`)
  t.match(stdout, /^provider_installation \{\n {2}filesystem_mirror \{/)
  t.match(stdout, `path    = "${join(folder, 'mirror')}"`)
  t.match(stderr, `Installed ${file}`)
})

t.test('uses the mirror that Terraform knows, when none is named', async (t) => {
  const folder = makeFolder(t)
  const from = join(folder, 'executable')
  writeFileSync(from, '')
  const { code } = await run(['install', '--from', from], { HOME: folder, APPDATA: folder })
  t.equal(code, 0)
  t.ok(filesIn(folder).some((file) => file.includes(`terraform.d/plugins/${release}/`)))
})

t.test('never replaces another file unless it is told to', async (t) => {
  const folder = makeFolder(t)
  const from = join(folder, 'executable')
  const install = async (content: string, ...more: readonly string[]) => {
    writeFileSync(from, content)
    return run(['install', '--from', from, '--dir', join(folder, 'mirror'), ...more])
  }
  const installed = () => filesIn(join(folder, 'mirror')).map((file) => readFileSync(file, 'utf8'))
  t.match(await install('old'), { code: 0, stderr: /^Installed / })
  t.match(await install('old'), { code: 0, stderr: /^Already installed: / })
  const refused = await install('new')
  t.match(refused, { code: 1, stdout: '', stderr: /is another file\. Use --force/ })
  t.strictSame(installed(), ['old'])
  t.match(await install('new', '--force'), { code: 0, stderr: /^Replaced .*lock\.hcl/ })
  t.strictSame(installed(), ['new'])
})

t.test('asks which executable, when it is run from its sources', async (t) => {
  const folder = makeFolder(t)
  const { code, stderr } = await run(['install', '--dir', folder])
  t.equal(code, 2)
  t.match(stderr, 'runs from its sources, so say which executable: --from FILE')
  t.strictSame(filesIn(folder), [])
})

hosted('makes a mirror that a host installs from, and locks', async (t, host) => {
  const folder = makeFolder(t)
  const { stdout } = await installFromSources(folder)
  writeFileSync(join(folder, 'host.tfrc'), stdout)
  await runHost(host, folder, ['validate'])
  t.ok(existsSync(join(folder, '.terraform.lock.hcl')))
})
