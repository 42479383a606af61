import t from 'tap'
import { account, story, written } from './kit/story.ts'

t.setTimeout(600_000)

story('a token is created once, kept, replaced by a rename, and destroyed', async (t, scene) => {
  const { emulator, project, host } = scene
  project.configure({ okta: 'first' })
  t.same(await project.preview(), ['create okta'])
  t.same(written(emulator), [], 'a preview writes nothing')
  t.equal((await project.up()).code, 0)
  const [made] = emulator.tokens(account).list()
  t.match(await project.stored(), [
    { label: 'okta', id: String(made?.id), name: 'first', token_string: made?.token_string },
  ])
  t.same(await project.preview(), [], 'nothing is left to do')

  project.configure({ okta: 'second' })
  t.same(await project.preview(), ['replace okta'])
  emulator.clear()
  t.equal((await project.up()).code, 0)
  const order = ['POST', `DELETE ${made?.id}`]
  // Pulumi creates the new one first. Terraform deletes the old one first.
  t.same(written(emulator), host.kind === 'pulumi' ? order : order.toReversed())
  const [renamed] = emulator.tokens(account).list()
  t.match(await project.stored(), [{ name: 'second', token_string: renamed?.token_string }])
  t.not(renamed?.token_string, made?.token_string)
  t.same(await project.preview(), [])

  t.equal((await project.destroy()).code, 0)
  t.same(emulator.tokens(account).list(), [])
  t.same(await project.stored(), [])
})

story('an imported token keeps its id, has no value, and plans nothing', async (t, scene) => {
  const { emulator, project } = scene
  const other = await scene.another()
  other.configure({ okta: 'imported' })
  t.equal((await other.up()).code, 0)
  const [token] = emulator.tokens(account).list()
  project.configure({ okta: 'imported' })
  emulator.clear()
  const { code, said } = await project.importToken('okta', String(token?.id))
  t.equal(code, 0, said)
  t.same(written(emulator), [])
  t.match(await project.stored(), [{ id: String(token?.id), name: 'imported', token_string: null }])
  t.same(await project.preview(), [])
})

story(
  'an import of an id that does not exist changes nothing and says so',
  async (t, scene) => {
    const { project } = scene
    project.configure({ okta: 'imported' })
    for (const id of ['424242', 'abc']) {
      const { code, said } = await project.importToken('okta', id)
      t.not(code, 0)
      t.match(said, 'Could not import')
      t.same(await project.stored(), [])
    }
  },
  { under: 'base and pulumi' },
)

/** Pulumi's bridge makes a float of every number, so these are the ids that it can hold. */
const exactIds = [2 ** 31 + 7, 2 ** 53 - 1]
const longIds = [9_007_199_254_740_993n, 9_223_372_036_854_775_807n]

story(
  'an id beyond 2^31 and 2^53 is kept to the last digit',
  async (t, scene) => {
    const { emulator, project, host } = scene
    for (const id of host.kind === 'pulumi' ? exactIds : [...exactIds, ...longIds]) {
      emulator.setNextId(id)
      project.configure({ okta: `id ${id}` })
      t.equal((await project.up()).code, 0)
      t.match(await project.stored(), [{ id: String(id) }])
      t.same(await project.preview(), [])
    }
  },
  { under: 'base and pulumi' },
)
