import t from 'tap'
import { account, story, tokensPath } from './kit/story.ts'

t.setTimeout(600_000)

const settings = { timeout_seconds: 600, retry_interval_seconds: 0 }

story(
  'Ctrl-C during a create leaves state and dbt Cloud equal',
  async (t, { emulator, project }) => {
    project.configure({ okta: 'okta' }, settings)
    const hold = emulator.fail({ method: 'POST', path: tokensPath }, { latency: Infinity })
    const running = project.startUp()
    await hold.struck
    running.interrupt()
    const { code } = await running.outcome
    t.not(code, 0)
    const stored = await project.stored()
    t.same(
      emulator
        .tokens(account)
        .list()
        .map(({ id }) => String(id)),
      stored.map(({ id }) => id),
    )
    emulator.clear()
    t.equal((await project.up()).code, 0)
    t.equal(emulator.tokens(account).list().length, 1)
  },
)
