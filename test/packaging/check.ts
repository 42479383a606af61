import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { checkContent, checkRun } from '../../scripts/packaging/check.ts'

const content = { start: '', bundle: '({version:"1.2.3"})', code: undefined }
const fuse = ['NODE_SEA', 'FUSE_fce680ab2cc467b6e072b8b5df1996b2'].join('_')

const rows = {
  good: [`${fuse}:1 ${content.bundle}`, '1.2.3', undefined],
  'without its fuse': [`${fuse}:0 ${content.bundle}`, '1.2.3', /would not look/],
  empty: [`${fuse}:1`, '1.2.3', /has no bundle/],
  old: [`${fuse}:1 ${content.bundle}`, '1.2.4', /is not version 1.2.4/],
} as const

for (const [name, [text, version, fault]] of Object.entries(rows)) {
  t.test(`judges a file by its content: ${name}`, async (t) => {
    const path = join(t.testdir({ file: text }), 'file')
    const check = () => checkContent(path, content, version)
    if (fault) t.throws(check, { name: 'BadPackage', path, message: fault })
    else t.doesNotThrow(check)
  })
}

t.test('refuses a program that does not print its version', async (t) => {
  const path = join(t.testdir({ other: '#!/bin/sh\necho something else >&2\n' }), 'other')
  chmodSync(path, 0o755)
  await t.rejects(checkRun(path, '1.2.3'), { name: 'BadPackage', message: /something else/ })
})
