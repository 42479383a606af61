import t from 'tap'
import { account, apiToken, story } from './kit/story.ts'

t.setTimeout(600_000)

story('no secret is in the log at TRACE or in what the host prints', async (t, scene) => {
  const { emulator, host } = scene
  const project = scene.project.traced()
  project.configure({ okta: 'okta' })
  const { said } = await project.up()
  await project.refresh()
  const [token] = emulator.tokens(account).list()
  // Only the lines of this provider: a host may write requests of its own to its log.
  const ours = project
    .trace()
    .split('\n')
    .filter((line) => line.includes('terraform-provider-dbtcloud'))
  for (const secret of [apiToken, token?.token_string ?? '-']) {
    t.notMatch(ours.join('\n'), secret)
    t.notMatch(said, secret)
  }
  if (host.kind === 'pulumi') t.notMatch(await project.stateText(), token?.token_string)
})
