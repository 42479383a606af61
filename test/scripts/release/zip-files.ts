import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import t from 'tap'
import { type ZippedFile, zipFiles } from '../../../scripts/release/zip-files.ts'

const files: readonly ZippedFile[] = [
  { name: 'program', content: Buffer.from('abc'.repeat(1000)), isExecutable: true },
  { name: 'LICENSE', content: Buffer.from('free') },
]

/** Names and modes from the central directory: APPNOTE of PKWARE, 4.3.12. */
const entries = (zip: Buffer): readonly (readonly [name: string, mode: string])[] => {
  const found: [string, string][] = []
  for (let at = zip.indexOf('PK\x01\x02'); at >= 0; at = zip.indexOf('PK\x01\x02', at + 1)) {
    const name = zip.toString('utf8', at + 46, at + 46 + zip.readUInt16LE(at + 28))
    found.push([name, (zip.readUInt32LE(at + 38) >>> 16).toString(8)])
  }
  return found
}

t.test('contains each file, and marks the program as executable', async (t) => {
  const zip = Buffer.from(zipFiles(files))
  t.strictSame(entries(zip), [
    ['LICENSE', '100644'],
    ['program', '100755'],
  ])
  const read = Object.entries(unzipSync(zip)).map(([name, content]) => [name, Buffer.from(content)])
  t.strictSame(
    read,
    files.toReversed().map(({ name, content }) => [name, content]),
  )
})

t.test('creates the same bytes for the same files, in any order', async (t) => {
  t.strictSame(zipFiles(files), zipFiles(files.toReversed()))
})

t.test('creates the same bytes in every time zone', async (t) => {
  const source = join(import.meta.dirname, '../../../scripts/release/zip-files.ts')
  const script = `import { zipFiles } from ${JSON.stringify(source)}
    const files = [{ name: 'a', content: Buffer.from('a') }]
    process.stdout.write(new Date().getTimezoneOffset() + ' ' + Buffer.from(zipFiles(files)).toString('hex'))`
  const made = ['Pacific/Auckland', 'America/Los_Angeles'].map((TZ) => {
    const options = { encoding: 'utf8', env: { TZ } } as const
    return execFileSync(process.execPath, ['--input-type=module', '-e', script], options).split(' ')
  })
  const [[here, one] = [], [there, other] = []] = made
  t.not(here, there)
  t.match(one, /^504b0304/)
  t.equal(one, other)
})
