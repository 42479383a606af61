import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { signSums } from '../../../scripts/release/sign-sums.ts'

const isProgram = (name: string): boolean => {
  try {
    execFileSync(name, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

const gpg = (...args: readonly string[]): string =>
  execFileSync('gpg', ['--batch', ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })

/** Creates a keyring with one key and returns its fingerprint. The path is short because it contains sockets. */
const makeKey = (t: Test): string => {
  const home = mkdtempSync(join(tmpdir(), 'gpg-'))
  const before = process.env['GNUPGHOME']
  process.env['GNUPGHOME'] = home
  t.teardown(() => {
    execFileSync('gpgconf', ['--kill', 'all'])
    rmSync(home, { recursive: true, force: true })
    if (before === undefined) delete process.env['GNUPGHOME']
    else process.env['GNUPGHOME'] = before
  })
  const unprotected = ['--pinentry-mode', 'loopback', '--passphrase', '']
  gpg(...unprotected, '--quick-generate-key', 'a@example.com', 'ed25519', 'sign', 'never')
  const [, fingerprint = ''] = /^fpr:+(\w+):/m.exec(gpg('--list-keys', '--with-colons')) ?? []
  return fingerprint
}

const options = isProgram('gpg') ? {} : { skip: 'gpg is not on PATH' }

t.test('signs the checksums with the key in binary form', options, async (t) => {
  const fingerprint = makeKey(t)
  const sums = join(t.testdir({ sums: 'abc  file\n' }), 'sums')
  signSums(sums, fingerprint)
  t.notMatch(readFileSync(`${sums}.sig`, 'latin1'), '-----BEGIN')
  t.match(gpg('--status-fd', '1', '--verify', `${sums}.sig`, sums), `VALIDSIG ${fingerprint}`)
  writeFileSync(sums, 'abd  file\n')
  t.throws(() => gpg('--verify', `${sums}.sig`, sums))
  t.throws(() => signSums(sums, '0'.repeat(40)), 'an unknown key')
})
