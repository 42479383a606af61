import t from 'tap'
import type { Emulator } from '../../src/emulator/index.ts'
import type { Running } from '../terraform/kit/command.ts'
import { bridgesOf } from './kit/plugins.ts'
import { account, story, tokensPath, written } from './kit/story.ts'

t.setTimeout(600_000)

interface End {
  readonly title: string
  readonly happens: (running: Running, emulator: Emulator) => Promise<void>
}

const killBridges = (emulator: Emulator): void => {
  for (const pid of bridgesOf(emulator)) process.kill(pid, 'SIGKILL')
}

/** Pulumi records the result of the create in none of these cases. The last one leaves the stack locked. */
const ends: readonly End[] = [
  {
    title: 'a second Ctrl-C',
    happens: async (running) => {
      const first = running.printed('^C received; cancelling')
      running.interrupt()
      await first
      running.interrupt()
    },
  },
  { title: 'the death of the bridge', happens: async (_, emulator) => killBridges(emulator) },
  {
    title: 'the death of Pulumi',
    happens: async (running) => running.signal('SIGKILL', 'host'),
  },
]

/** Ctrl-C leaves 5 s until Pulumi kills all that it started. */
const mostMs = 5_000

story(
  'a create that Pulumi cannot record is undone',
  async (t, { emulator, project }) => {
    t.teardown(() => killBridges(emulator))
    project.configure({ okta: 'okta' }, { timeout_seconds: 600, retry_interval_seconds: 0 })
    for (const { title, happens } of ends) {
      emulator.clear()
      const hold = emulator.fail({ method: 'POST', path: tokensPath }, { latency: Infinity })
      const deletion = emulator.fail({ method: 'DELETE' }, {})
      const running = project.startUp()
      await hold.applied
      const begun = performance.now()
      await happens(running, emulator)
      await deletion.applied
      t.ok(performance.now() - begun < mostMs, `${title}: in time`)
      t.not((await running.outcome).code, 0, title)
      t.match(written(emulator), ['POST', /^DELETE /], title)
      t.same(emulator.tokens(account).list(), [], `${title}: nothing is left in dbt Cloud`)
      t.same(await project.stored(), [], `${title}: nor in the state`)
    }
  },
  { under: 'pulumi' },
)
