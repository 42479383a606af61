import { execPath } from 'node:process'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { startCore } from '../core.ts'
import { lifecycle } from '../lifecycle.ts'
import { connect } from '../plugin-client.ts'

const main = fileURLToPath(import.meta.resolve('../../corner/main.ts'))

t.test('uses a provider in a separate process', async (t) => {
  const plugin = await connect(execPath, { args: [main] })
  t.teardown(() => plugin.kill('SIGKILL'))
  const core = await startCore(plugin)
  await lifecycle(
    t,
    [core, 'corner_everything'],
    [
      { config: { name: 'n', items: [{ name: 'i' }] }, expect: { action: 'create' } },
      { config: { name: 'n', kind: 'k' }, expect: { action: 'replace', state: { id: '2' } } },
      { import: '2' },
      { destroy: true },
    ],
  )
  await plugin.shutdown()
})
