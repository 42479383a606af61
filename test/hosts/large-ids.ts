import t from 'tap'
import { account, story, written } from './kit/story.ts'

t.setTimeout(600_000)

const most = 2n ** 53n - 1n
const beyond = 2n ** 53n + 1n

story(
  'an ID beyond 2^53 is undone and explained under Pulumi, and exact under Terraform',
  async (t, { emulator, host, project }) => {
    project.configure({ okta: 'okta' })
    emulator.setNextId(beyond)
    const up = await project.up()
    if (host.kind !== 'pulumi') {
      t.equal(up.code, 0, up.said)
      t.match(await project.stored(), [{ id: String(beyond) }])
      return
    }
    t.not(up.code, 0)
    t.match(up.said, `The id of the object is ${beyond}`)
    t.match(up.said, 'was deleted, because Pulumi does not save')
    t.same(written(emulator), ['POST', `DELETE ${beyond}`])
    t.same(emulator.tokens(account).list(), [])
    t.same(await project.stored(), [])

    emulator.setNextId(most)
    t.equal((await project.up()).code, 0)
    t.match(await project.stored(), [{ id: String(most) }])
    t.same(await project.preview(), [])
    t.equal((await project.destroy()).code, 0)
    t.same(emulator.tokens(account).list(), [])
  },
  { under: 'base and pulumi' },
)

story(
  'an import of an ID beyond 2^53 changes nothing under Pulumi',
  async (t, { emulator, project }) => {
    project.configure({ other: 'other' })
    t.equal((await project.up()).code, 0)
    const stored = await project.stored()
    emulator.setNextId(beyond)
    emulator.tokens(account).add('okta')
    const { code, said } = await project.importToken('okta', String(beyond))
    t.not(code, 0)
    t.match(said, `The id of the object is ${beyond}`)
    t.same(await project.stored(), stored)
    t.equal(emulator.tokens(account).list().length, 2)
  },
  { under: 'pulumi' },
)
