import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import {
  describeRequirements,
  excessOf,
  promised,
  requirementsOf,
} from '../../../scripts/packaging/elf/requirements.ts'

const root = join(import.meta.dirname, '../../..')
const skip = process.platform === 'linux' ? false : 'this Node is not for Linux'

t.test('finds the newest version of each name', { skip }, async (t) => {
  const { libraries, versions } = requirementsOf(readFileSync(process.execPath))
  t.ok(libraries.includes('libc.so.6'))
  t.match(versions, { GLIBC: /^2\.\d+$/, GLIBCXX: /^3\.4\.\d+$/, CXXABI: /^1\.3/ })
})

t.test('says what is beyond a limit', { skip }, async (t) => {
  const file = readFileSync(process.execPath)
  const { libraries, versions } = requirementsOf(file)
  t.strictSame(excessOf(file, { libraries, versions }), [])
  const narrow = { libraries: libraries.slice(1), versions: { ...versions, GLIBC: '2.9' } }
  t.strictSame(excessOf(file, narrow), [libraries[0], `GLIBC_${versions['GLIBC']}`])
})

t.test('lists them for a release', async (t) => {
  const listed = describeRequirements({
    libraries: ['libm.so.6', 'libc.so.6'],
    versions: { GLIBCXX: '3.4.21', GLIBC: '2.28' },
  })
  t.equal(listed, 'GLIBC 2.28, GLIBCXX 3.4.21; libc.so.6, libm.so.6')
})

for (const name of ['README.md', 'templates/index.md', 'docs/index.md']) {
  t.test(`is what ${name} says`, async (t) => {
    const { versions } = promised('x64')
    t.match(readFileSync(join(root, name), 'utf8'), `glibc ${versions['GLIBC']}`)
  })
}
