import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { hosted } from './kit/host.ts'
import { account, apiToken, setScene } from './kit/scene.ts'

const example = join(import.meta.dirname, '../../examples/testing')

hosted(
  'runs the tests of the example module with the emulator, and leaves nothing behind',
  async (t, host) => {
    const { emulator, workspace } = await setScene(t, host)
    cpSync(example, workspace.folder, { recursive: true })
    const { said } = await workspace.done('test')
    t.match(said, /3 passed, 0 failed/)
    const posts = emulator.requests.filter(({ method }) => method === 'POST')
    t.ok(posts.length >= 4, 'the emulator received requests')
    t.same(emulator.tokens(account).list(), [], 'the tokens of the tests are deleted')
    t.notMatch(said, apiToken)
  },
)

hosted('fails a test of the example module if the API returns an error', async (t, host) => {
  const { emulator, workspace } = await setScene(t, host)
  cpSync(example, workspace.folder, { recursive: true })
  emulator.fail({ method: 'POST', path: /tokens/ }, { status: 400, times: Infinity })
  t.match(await workspace.refused('test'), /status 400/)
})
