import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { Script } from 'node:vm'
import t from 'tap'
import { recordCode } from '../../scripts/packaging/code-cache.ts'

const run = promisify(execFile)
const text = "(function (require, module, exports) { const inner = () => 'ran'; inner() })"

t.test('records a code cache that V8 accepts for the same text', async (t) => {
  const cachedData = await recordCode(process.execPath, text, (command, args) =>
    run(command, [...args], { env: {} }),
  )
  t.equal(new Script(text, { cachedData }).cachedDataRejected, false)
  t.equal(new Script(`${text};`, { cachedData }).cachedDataRejected, true)
})
