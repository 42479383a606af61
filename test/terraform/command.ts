import t from 'tap'
import { type Command, start } from './kit/command.ts'

const shell = (script: string): Command => ({
  program: '/bin/sh',
  args: ['-c', script],
  folder: '/',
  env: {},
})

t.test('returns how a command ended, with its output without frames and colors', async (t) => {
  const script = "printf '\\033[31m╷\\n│ Error:\\033[0m no\\n│ luck\\n╵\\n' >&2; echo out; exit 3"
  const outcome = await start(shell(script)).outcome
  t.match(outcome, { code: 3, stdout: 'out\n', said: 'out Error: no luck' })
})

t.test('detects and ends a process that a command leaves behind', async (t) => {
  await t.rejects(start(shell('sleep 600 & exit 0')).outcome, { name: 'LeftoverError' })
})
