import t, { type Test } from 'tap'
import type { Fault } from '../../src/emulator/index.ts'
import type { Project } from './kit/project.ts'
import { account, type Scene, story, tokensPath } from './kit/story.ts'

t.setTimeout(900_000)

const settings = { retry_interval_seconds: 0, timeout_seconds: 2 }

/** Every token of dbt Cloud is in the state with its value, and the state has no other. */
const areEqual = async (t: Test, { emulator }: Scene, project: Project): Promise<void> => {
  const world = emulator.tokens(account).list()
  const state = await project.stored()
  t.same(
    Object.fromEntries(state.map(({ id, token_string }) => [id, token_string])),
    Object.fromEntries(world.map(({ id, token_string }) => [String(id), token_string])),
    'state and dbt Cloud are equal',
  )
}

const refusals: readonly Fault[] = [
  { status: 401, times: Infinity },
  { status: 403, times: Infinity },
  { status: 422, times: Infinity },
  { status: 500, times: Infinity },
  { status: 500, commit: 'now', times: Infinity },
]

story(
  'a refused create leaves nothing, in the state or in dbt Cloud',
  async (t, scene) => {
    const { emulator, project } = scene
    project.configure({ okta: 'okta' }, settings)
    for (const fault of refusals) {
      const hold = emulator.fail({ method: 'POST', path: tokensPath }, fault)
      const { code, said } = await project.up()
      hold.release()
      t.not(code, 0)
      t.match(said, `${fault.status}`, 'the status is shown')
      await areEqual(t, scene, project)
    }
    t.equal((await project.up()).code, 0)
    await areEqual(t, scene, project)
  },
  { under: 'base and pulumi' },
)

const losses: readonly Fault[] = [
  { status: 500 },
  { status: 500, commit: 'now' },
  { reset: true, commit: 'now' },
  { truncated: 'json' },
  { latency: Infinity },
  { commit: 'late', lateBy: 300 },
]

story('a create whose answer is lost leaves one token, in the state', async (t, scene) => {
  const { emulator, project } = scene
  for (const [index, fault] of losses.entries()) {
    project.configure({ okta: `token ${index}` }, settings)
    const hold = emulator.fail({ method: 'POST', path: tokensPath }, fault)
    const { code, said } = await project.up()
    await hold.done
    t.equal(code, 0, `${JSON.stringify(fault)}: ${said}`)
    await areEqual(t, scene, project)
  }
})

story(
  'a failed read keeps the state',
  async (t, scene) => {
    const { emulator, project } = scene
    project.configure({ okta: 'okta' }, settings)
    await project.up()
    const faults: readonly Fault[] = [
      { status: 401 },
      { status: 403 },
      { status: 404 },
      { status: 404, html: true },
      { status: 500 },
    ]
    for (const fault of faults) {
      const hold = emulator.fail({ method: 'GET' }, { ...fault, times: Infinity })
      const { code } = await project.refresh()
      hold.release()
      t.not(code, 0, `${JSON.stringify(fault)} is an error`)
      await areEqual(t, scene, project)
    }
    t.equal((await project.refresh()).code, 0)
    await areEqual(t, scene, project)
  },
  { under: 'base and pulumi' },
)
