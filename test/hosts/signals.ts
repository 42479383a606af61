import t from 'tap'
import { account, story, tokensPath } from './kit/story.ts'

t.setTimeout(600_000)

story('Ctrl-C during a create leaves state and dbt Cloud equal', async (t, scene) => {
  const { emulator, project, host } = scene
  // Terraform stops the provider. Pulumi waits for the create to end by itself.
  const timeout_seconds = host.kind === 'pulumi' ? 2 : 600
  project.configure({ okta: 'okta' }, { timeout_seconds, retry_interval_seconds: 0 })
  const hold = emulator.fail({ method: 'POST', path: tokensPath }, { latency: Infinity })
  const running = project.startUp()
  await hold.applied
  running.interrupt()
  const { code } = await running.outcome
  t.not(code, 0)
  const stored = await project.stored()
  t.same(
    stored.map(({ id }) => id),
    emulator
      .tokens(account)
      .list()
      .map(({ id }) => String(id)),
  )
  t.equal((await project.up()).code, 0)
  t.equal(emulator.tokens(account).list().length, 1)
})
