import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import t, { type Test } from 'tap'
import manifest from '../../../package.json' with { type: 'json' }
import { signMachO } from '../../../scripts/packaging/sign-mach-o.ts'
import { type Target, targets } from '../../../scripts/packaging/target.ts'
import { archive } from '../../../scripts/release/archive.ts'
import { machO } from '../../packaging/kit/mach-o.ts'

const { version } = manifest
const signed = signMachO(machO(), 'a-program')

const archiveOf = (t: Test, target: Target, content = signed) => {
  const executable = join(t.testdir(), 'program')
  writeFileSync(executable, content)
  return archive({ target, executable }, 'Third party.')
}

for (const target of targets)
  t.test(`has the name and the files that a registry requires, for ${target.name}`, async (t) => {
    const { name, content } = archiveOf(t, target)
    t.equal(name, `terraform-provider-dbtcloud_${version}_${target.name}.zip`)
    const files = unzipSync(content)
    const suffix = target.os === 'win32' ? '.exe' : ''
    const program = `terraform-provider-dbtcloud_v${version}${suffix}`
    const names = ['LICENSE', 'README.md', 'THIRD-PARTY-LICENSES', program]
    t.strictSame(Object.keys(files).sort(), names)
    t.match(strFromU8(files['LICENSE'] ?? Buffer.of()), /^MIT License/)
    t.equal(strFromU8(files['THIRD-PARTY-LICENSES'] ?? Buffer.of()), 'Third party.')
    t.ok(signed.equals(files[program] ?? Buffer.of()))
  })

t.test('rejects an unsigned program only for macOS', async (t) => {
  for (const target of targets) {
    const make = () => archiveOf(t, target, machO())
    if (target.os !== 'darwin') t.doesNotThrow(make)
    else t.throws(make, { name: 'NotReleasable', message: /has no signature/ })
  }
})
