import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { hosted } from './kit/host.ts'
import { account, apiToken, setScene } from './kit/scene.ts'

const example = join(import.meta.dirname, '../../examples/testing')

hosted(
  'runs the tests of the example module against the emulator, and leaves nothing',
  async (t, host) => {
    const { emulator, workspace } = await setScene(t, host)
    cpSync(example, workspace.folder, { recursive: true })
    const { said } = await workspace.done('test')
    t.match(said, /3 passed, 0 failed/)
    const posts = emulator.requests.filter(({ method }) => method === 'POST')
    t.ok(posts.length >= 4, 'the emulator was asked')
    t.same(emulator.tokens(account).list(), [], 'what the tests made is gone')
    t.notMatch(said, apiToken)
  },
)

hosted('fails a test of the example module that the API does not bear out', async (t, host) => {
  const { emulator, workspace } = await setScene(t, host)
  cpSync(example, workspace.folder, { recursive: true })
  emulator.fail({ method: 'POST', path: /tokens/ }, { status: 400, times: Infinity })
  t.match(await workspace.refused('test'), /status 400/)
})
