import t from 'tap'
import { account, story } from './kit/story.ts'

t.setTimeout(600_000)

story('a token deleted elsewhere is created again', async (t, { emulator, project }) => {
  project.configure({ okta: 'okta', entra: 'entra' })
  await project.up()
  const tokens = emulator.tokens(account)
  const [first] = tokens.list()
  if (first === undefined) throw new Error('The apply created no token.')
  emulator.advance(61_000)
  tokens.remove(first.id)
  t.equal((await project.refresh()).code, 0)
  t.equal((await project.stored()).length, 1)
  t.same(await project.preview(), [`create ${first.name}`])
  t.equal((await project.up()).code, 0)
  t.equal(tokens.list().length, 2)
})

story(
  'a token renamed elsewhere is replaced',
  async (t, { emulator, project }) => {
    project.configure({ okta: 'okta' })
    await project.up()
    const tokens = emulator.tokens(account)
    const [first] = tokens.list()
    if (first === undefined) throw new Error('The apply created no token.')
    tokens.rename(first.id, 'renamed by hand')
    t.equal((await project.refresh()).code, 0)
    t.same(await project.preview(), ['replace okta'])
  },
  { under: 'base and pulumi' },
)

story(
  'a token that is used shows it, and nothing is replaced',
  async (t, { emulator, project }) => {
    project.configure({ okta: 'okta' })
    await project.up()
    const [before] = await project.stored()
    const tokens = emulator.tokens(account)
    const [first] = tokens.list()
    if (first === undefined) throw new Error('The apply created no token.')
    tokens.markUsed(first.id)
    t.equal((await project.refresh()).code, 0)
    const last_used = tokens.list()[0]?.last_used ?? null
    t.type(last_used, 'string')
    t.same(await project.stored(), [{ ...before, last_used }])
    t.same(await project.preview(), [])
  },
  { under: 'base and pulumi' },
)
