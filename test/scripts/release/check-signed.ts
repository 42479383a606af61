import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { CODE_SIGNATURE, loadCommands } from '../../../scripts/packaging/mach-o.ts'
import { signMachO } from '../../../scripts/packaging/sign-mach-o.ts'
import { checkSigned } from '../../../scripts/release/check-signed.ts'
import { machO } from '../../packaging/kit/mach-o.ts'

const signed = () => signMachO(machO(), 'a-program')

const withByte = (file: Buffer, at: number): Buffer => {
  file.writeUInt8(file.readUInt8(at) ^ 1, at)
  return file
}

const signatureOf = (file: Buffer): number => {
  const { offset = 0 } = loadCommands(file).find(({ kind }) => kind === CODE_SIGNATURE) ?? {}
  return file.readUInt32LE(offset + 8)
}

const changed = (place: (signature: number) => number) => {
  const file = signed()
  return withByte(file, place(signatureOf(file)))
}

const rows = {
  'no signature': [machO(), 'NotReleasable', /program: has no signature$/],
  'code of another signature': [changed(() => 5000), 'NotReleasable', /changed after/],
  'a last byte of another signature': [changed((at) => at - 1), 'NotReleasable', /changed after/],
  'a signature in the wrong place': [changed((at) => at), 'NotReleasable', /cannot be read/],
  'no hashes in it': [changed((at) => at + 15), 'NotReleasable', /cannot be read/],
  'an invalid directory': [changed((at) => at + 20), 'NotReleasable', /cannot be read/],
  'half a signature': [signed().subarray(0, -400), 'NotReleasable', /cannot be read|changed after/],
  'no program': [Buffer.from('#!/bin/sh\n'), 'NotMachO', /no Mach-O/],
} as const

for (const [what, [file, name, message]] of Object.entries(rows))
  t.test(`rejects a file with ${what}`, async (t) => {
    const path = join(t.testdir(), 'program')
    writeFileSync(path, file)
    t.throws(() => checkSigned(path), { name, message })
  })

t.test('accepts a file with an ad-hoc signature', async (t) => {
  const path = join(t.testdir(), 'program')
  writeFileSync(path, signed())
  t.doesNotThrow(() => checkSigned(path))
})
