import t from 'tap'
import { account, story } from './kit/story.ts'

t.setTimeout(900_000)

const hundred = Object.fromEntries(
  Array.from({ length: 100 }, (_, index) => [`t${index}`, `token ${index}`]),
)

story(
  '100 tokens are created, found unchanged in a few requests, and destroyed',
  async (t, scene) => {
    const { emulator, project } = scene
    project.configure(hundred)
    t.equal((await project.up()).code, 0)
    t.equal(emulator.tokens(account).list().length, 100)
    const values = new Set((await project.stored()).map(({ token_string }) => token_string))
    t.equal(values.size, 100)
    emulator.clear()
    t.equal((await project.refresh()).code, 0)
    t.same(await project.preview(), [])
    t.ok(emulator.requests.length <= 20, `${emulator.requests.length} requests`)
    t.equal((await project.destroy()).code, 0)
    t.same(emulator.tokens(account).list(), [])
  },
  { under: 'base and pulumi' },
)

story('two configurations of one account are applied at the same time', async (t, scene) => {
  const { emulator, project } = scene
  const other = await scene.another()
  project.configure({ a: 'same name', b: 'b' })
  other.configure({ a: 'same name', c: 'c' })
  const outcomes = await Promise.all([project.up(), other.up()])
  t.same(
    outcomes.map(({ code }) => code),
    [0, 0],
  )
  const stored = [...(await project.stored()), ...(await other.stored())]
  t.same(
    stored.map(({ id }) => id).sort(),
    emulator
      .tokens(account)
      .list()
      .map(({ id }) => String(id))
      .sort(),
  )
})
