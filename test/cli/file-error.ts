import t from 'tap'
import { codeOf, FileError, reasonOf } from '../../src/cli/file-error.ts'

/** An error as the file system throws it. */
const systemError = (code: string, errno: number): Error =>
  Object.assign(new Error(`${code}: raw words, open '/a'`), { code, errno })

const cases: readonly (readonly [cause: unknown, message: string])[] = [
  [systemError('EACCES', -13), 'Cannot write /a: permission denied. Check its permissions, or'],
  [systemError('ENOSPC', -28), 'Cannot write /a: no space left on device. Free some space, or'],
  [systemError('EROFS', -30), 'Cannot write /a: read-only file system. Choose a directory on'],
  [systemError('EISDIR', -21), 'Cannot write /a: it is a directory. Move the directory that'],
  [systemError('EIO', -5), 'Cannot write /a: i/o error. Choose another directory with --dir.'],
  [
    new Error('it is a pipe'),
    'Cannot write /a: it is a pipe. Choose another directory with --dir.',
  ],
  ['thrown text', 'Cannot write /a: thrown text. Choose another directory with --dir.'],
]

for (const [cause, message] of cases)
  t.test(`names path, reason, and what to do: ${message}`, async (t) => {
    const error = new FileError('write', '/a', cause)
    t.match(error, { path: '/a', cause })
    t.ok(error.message.startsWith(message), error.message)
  })

t.test('has a code and a reason for everything', async (t) => {
  t.equal(codeOf(systemError('EIO', -5)), 'EIO')
  t.equal(codeOf(new Error('x')), undefined)
  t.equal(codeOf('x'), undefined)
  t.equal(reasonOf(undefined), 'undefined')
})
