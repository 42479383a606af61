// What each host calls over the life of a token, against the table in ARCHITECTURE.md.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { story } from './kit/story.ts'

t.setTimeout(300_000)

const page = readFileSync(join(import.meta.dirname, '../../ARCHITECTURE.md'), 'utf8')

const cells = (row: string): readonly string[] =>
  row
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim())

const rows = page.slice(page.indexOf('| RPC |')).split('\n\n')[0]?.split('\n').map(cells) ?? []

/** The RPCs that the table says a host was seen to call; undefined where it has no column. */
const tabled = (host: string): readonly string[] | undefined => {
  const column = rows[0]?.indexOf(host) ?? -1
  if (column < 0) return undefined
  return rows
    .slice(2)
    .filter((row) => row[column] === 'yes')
    .map(([rpc = '']) => rpc.replaceAll('`', ''))
    .sort()
}

story('a host calls what the table says, and nothing else', async (t, scene) => {
  const project = scene.project.traced()
  project.configure({ okta: 'first' })
  await project.preview()
  await project.up()
  project.configure({ okta: 'second' })
  await project.up()
  await project.refresh()
  const [stored] = await project.stored()
  const called = new Set(project.calls())
  const other = (await scene.another()).traced()
  other.configure({ okta: 'second' })
  t.equal((await other.importToken('okta', stored?.id ?? '')).code, 0)
  for (const rpc of other.calls()) called.add(rpc)
  await project.destroy()
  for (const rpc of project.calls()) called.add(rpc)
  const expected = tabled(scene.host.name)
  if (expected === undefined) t.comment(`${scene.host.name} called ${[...called].join(', ')}`)
  t.same([...called].sort(), expected ?? [...called].sort())
})
