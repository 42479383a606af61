import t from 'tap'
import { handlers } from '../../../src/framework/rpc/index.ts'
import { cornerProvider, Store } from '../../corner/provider.ts'
import { inProcess } from '../client.ts'
import { startCore } from '../core.ts'
import { parseHcl } from '../hcl.ts'
import { applyModule, destroyModule, readModule, type Workspace } from '../module.ts'

const main = `
variable "prefix" { default = "p" }
variable "owner" {}
provider "corner" { endpoint = "memory" }

resource "corner_secret" "second" {
  owner = corner_everything.first.id
  name  = "\${var.prefix}-\${data.corner_everything.found.name}"
}
resource "corner_everything" "first" {
  name = var.owner
  tags = { a = "b" }
}
data "corner_everything" "found" { id = corner_everything.first.id }
output "id" { value = corner_secret.second.id }
`

const start = async (text: string) => {
  const store = new Store()
  const module = readModule(parseHcl(text, 'main.tf'), { owner: 'me' })
  const client = inProcess(handlers(cornerProvider(store), () => {}))
  const core = await startCore(client, { providerConfig: module.provider })
  const workspace: Workspace = new Map()
  return { store, module, core, workspace }
}

t.test(
  'applies a module in the order of its references, and destroys it in reverse order',
  async (t) => {
    const { store, module, core, workspace } = await start(main)
    t.same(module.provider, { endpoint: 'memory' })
    const first = await applyModule(core, module, workspace)
    t.match(first, { isFailed: false, outputs: { id: '1:p-me' } })
    t.same(
      [...first.reports.keys()],
      ['corner_everything.first', 'data.corner_everything.found', 'corner_secret.second'],
    )
    const again = await applyModule(core, module, workspace)
    t.match(again.reports.get('corner_secret.second'), { action: 'no-op' })
    const destroyed = await destroyModule(workspace)
    t.same([...destroyed.keys()], ['corner_secret.second', 'corner_everything.first'])
    t.equal(store.objects.size, 0)
    t.equal(workspace.size, 0)
  },
)

t.test('destroys objects that are no longer declared', async (t) => {
  const { store, module, core, workspace } = await start(main)
  await applyModule(core, module, workspace)
  const less = readModule(parseHcl('resource "corner_everything" "first" { name = "me" }', 'a.tf'))
  t.match(await applyModule(core, less, workspace), { isFailed: false, outputs: {} })
  t.same([...store.objects.keys()], ['1'])
})

t.test('stops at the first failure', async (t) => {
  const { store, module, core, workspace } = await start(main)
  store.failNext('create', new Error('no room'))
  const report = await applyModule(core, module, workspace)
  t.equal(report.isFailed, true)
  t.same([...report.reports.keys()], ['corner_everything.first'])
  const wrong = readModule(parseHcl('resource "corner_everything" "x" { nme = "me" }', 'a.tf'))
  t.match(await applyModule(core, wrong, workspace), { isFailed: true })
})

const refused: readonly (readonly [text: string, error: string])[] = [
  ['module "m" {}', 'a.tf:1: does not know the block module'],
  ['variable "x" {}', 'a.tf:1: No value for required variable: x'],
  ['output {\n value = 1\n}', 'a.tf:1: a output without a name'],
  ['output "x" {}', 'a.tf:1: has no value'],
  ['resource "x" {}', 'a.tf:1: needs two labels'],
  ['resource "x" "y" {\n count = 2\n}', 'a.tf:1: does not know count'],
  ['resource "x" "y" {\n lifecycle {}\n}', 'a.tf:2: does not know the block lifecycle'],
  ['resource "x" "y" {\n a = x.z.a\n}\nresource "x" "z" {\n a = x.y.a\n}', 'x.y: Cycle'],
]

t.test('rejects unsupported configurations', async (t) => {
  for (const [text, message] of refused) {
    t.throws(() => readModule(parseHcl(text, 'a.tf')), { message, name: 'HclError' }, message)
  }
})
