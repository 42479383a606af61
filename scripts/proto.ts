/**
 * Generates src/framework/rpc/generated/ from proto/.
 *
 *     node scripts/proto.ts           writes the files
 *     node scripts/proto.ts --check   lists outdated files and exits with 1
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { describe } from './proto-descriptor.ts'
import { types } from './proto-types.ts'

const root = new URL('..', import.meta.url)
const { values } = parseArgs({
  options: {
    check: { type: 'boolean', default: false },
    out: { type: 'string', default: new URL('src/framework/rpc/generated', root).pathname },
  },
})

const describeFiles = (...names: readonly string[]) =>
  describe(names.map((name) => new URL(`proto/${name}.proto`, root).pathname))

const provider = describeFiles('tfplugin6')
const companions = describeFiles('go-plugin', 'health')
const files = {
  'provider.ts': types(provider),
  'companions.ts': types(companions),
  'descriptor.json': `${JSON.stringify({ provider, companions }, null, 1)}\n`,
}

const isStale = ([name, text]: readonly [string, string]) => {
  try {
    return readFileSync(`${values.out}/${name}`, 'utf8') !== text
  } catch {
    return true
  }
}

const stale = Object.entries(files).filter(isStale)
if (values.check) {
  for (const [name] of stale) process.stderr.write(`stale: ${values.out}/${name}\n`)
  process.exitCode = stale.length > 0 ? 1 : 0
} else {
  mkdirSync(values.out, { recursive: true })
  for (const [name, text] of stale) writeFileSync(`${values.out}/${name}`, text)
}
