import t from 'tap'
import { apiToken, story } from './kit/story.ts'

t.setTimeout(600_000)

const isTerraform =
  /\b(?:account_id|host_url|timeout_seconds|max_retries)\b|provider block|-target|-parallelism/

story(
  'messages use the names of the host',
  async (t, { emulator, host, project }) => {
    const isPulumi = host.kind === 'pulumi'
    project.configure({ okta: 'okta' }, { token: apiToken, max_retries: 0 })
    await project.up()
    for (const fault of [
      { status: 401 },
      { status: 403 },
      { status: 404 },
      { status: 404, html: true },
      { status: 429 },
      { reset: true },
    ]) {
      const hold = emulator.fail({}, { ...fault, times: Infinity })
      const { code, said } = await project.refresh()
      hold.release()
      t.not(code, 0)
      if (isPulumi) t.notMatch(said, isTerraform)
      if (isPulumi && fault.status === 401)
        t.match(said, 'use the token that the last `pulumi up` saved to the state')
    }
    const lost = emulator.fail({ method: 'GET' }, { reset: true, times: Infinity })
    const { said } = await project.refresh()
    lost.release()
    t.match(said, isPulumi ? 'Check hostUrl' : 'Check host_url')
  },
  { under: 'base and pulumi' },
)
