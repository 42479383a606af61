import t from 'tap'
import { dependencyPath, type Lock, packageAt } from '../../scripts/packaging/lock.ts'

const locked = { version: '1.2.3', integrity: 'sha512-AA==', license: 'MIT' }
const lock: Lock = {
  'node_modules/a': locked,
  'node_modules/@s/b': locked,
  'node_modules/@s/b/node_modules/a': locked,
  'node_modules/@s/b/node_modules/c': locked,
}

const rows = [
  ['node_modules/@s/b', 'a', 'node_modules/@s/b/node_modules/a'],
  ['node_modules/@s/b/node_modules/c', 'a', 'node_modules/@s/b/node_modules/a'],
  ['node_modules/@s/b/node_modules/c', '@s/b', 'node_modules/@s/b'],
  ['node_modules/a', 'c', undefined],
] as const

for (const [path, name, found] of rows)
  t.test(`finds ${name} from ${path} as Node does`, async (t) => {
    t.equal(dependencyPath(lock, path, name), found)
  })

t.test('finds a package by its path', async (t) => {
  const path = 'node_modules/@s/b/node_modules/a'
  t.strictSame(packageAt(lock, path), { ...locked, path, name: 'a' })
  t.match(packageAt(lock, 'node_modules/@s/b'), { name: '@s/b' })
  t.throws(() => packageAt(lock, 'node_modules/c'), { name: 'NotLocked', path: 'node_modules/c' })
})
