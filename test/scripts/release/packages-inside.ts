import { join } from 'node:path'
import t from 'tap'
import { type Lock, readLock } from '../../../scripts/packaging/lock.ts'
import { targets } from '../../../scripts/packaging/target.ts'
import { packagesInside, packagesOf } from '../../../scripts/release/packages-inside.ts'

const locked = { version: '1.2.3', integrity: 'sha512-AA==', license: 'MIT' }
const lock: Lock = {
  'node_modules/a': locked,
  'node_modules/@s/b': locked,
  'node_modules/@s/b/node_modules/a': { ...locked, version: '1.0.0' },
}

t.test('finds the package of each file, at any depth', async (t) => {
  const files = [
    'src/main.ts',
    'node_modules/@s/b/index.js',
    'node_modules/@s/b/lib/more.js',
    '../elsewhere/node_modules/@s/b/node_modules/a/index.js',
    '../elsewhere/node_modules/a/index.js',
  ]
  const found = packagesOf(files, lock).map(({ name, version }) => `${name} ${version}`)
  t.strictSame(found, ['@s/b 1.2.3', 'a 1.0.0', 'a 1.2.3'])
})

t.test('rejects a file of a package that is not in the lock file', async (t) => {
  t.throws(() => packagesOf(['node_modules/c/index.js'], lock), {
    name: 'NotLocked',
    path: 'node_modules/c',
  })
})

t.test('finds the packages for gRPC and HTTP, and no development tools', async (t) => {
  const { packages, runtimes } = await packagesInside(
    readLock(join(import.meta.dirname, '../../..')),
    targets,
  )
  const names = packages.map(({ name }) => name)
  for (const name of ['@grpc/grpc-js', 'got', 'msgpack-lite']) t.ok(names.includes(name), name)
  t.strictSame(
    packages.filter((inside) => 'dev' in inside),
    [],
  )
  t.strictSame(
    runtimes.map(({ name }) => name),
    targets.map(({ runtime }) => runtime.package),
  )
})
