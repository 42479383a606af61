import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { decodeStateText, readStateText, StateTextError } from '../../src/cli/state-text.ts'
import { makeFolder } from './fixture.ts'

const text = '{"name": "ü日😀"}'
const little = (text: string): Buffer => Buffer.from(text, 'utf16le')

const encoded: Readonly<Record<string, Buffer>> = {
  'UTF-8': Buffer.from(text),
  'UTF-8 with a byte order mark': Buffer.from(`\ufeff${text}`),
  'UTF-16, little end first': little(text),
  'UTF-16, little end first, with a byte order mark': little(`\ufeff${text}`),
  'UTF-16, big end first': little(text).swap16(),
  'UTF-16, big end first, with a byte order mark': little(`\ufeff${text}`).swap16(),
}

for (const [title, bytes] of Object.entries(encoded))
  t.test(`reads ${title}`, async (t) => {
    t.equal(decodeStateText(bytes), text)
  })

t.test('reads nothing from an empty file', async (t) => {
  t.equal(decodeStateText(Buffer.alloc(0)), '')
})

for (const bytes of [Buffer.from([0x7b, 0xff]), Buffer.from([0xff, 0xfe, 0x00, 0xd8])])
  t.test(`refuses what is not text: ${bytes.toString('hex')}`, async (t) => {
    t.throws(() => decodeStateText(bytes), StateTextError)
  })

t.test('reads a file', async (t) => {
  const file = join(makeFolder(t), 'state.json')
  writeFileSync(file, little(`\ufeff${text}`))
  t.equal(await readStateText(file), text)
})

t.test(
  'ends with a device that does not end',
  { skip: process.platform === 'win32' },
  async (t) => {
    await t.rejects(readStateText('/dev/zero'), StateTextError)
  },
)
