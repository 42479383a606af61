import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { startCore } from '../../test/core/core.ts'
import { parseHcl } from '../../test/core/hcl.ts'
import {
  applyModule,
  destroyModule,
  planModule,
  readModule,
  type Workspace,
} from '../../test/core/module.ts'
import type { Action } from '../../test/core/plan-rules.ts'
import { connect } from '../../test/core/plugin-client.ts'
import { DemoError, type Exchange, type Host, type Planned, type Stored } from './host.ts'

const ACTIONS: Readonly<Record<Action, readonly string[]>> = {
  create: ['create'],
  update: ['update'],
  delete: ['delete'],
  replace: ['delete', 'create'],
  'no-op': ['no-op'],
}

type Core = Awaited<ReturnType<typeof startCore>>

interface Outcome {
  readonly isFailed: boolean
  readonly reports: ReadonlyMap<string, object>
}

const expectDone = ({ isFailed, reports }: Outcome): void => {
  if (isFailed) throw new DemoError(`The provider refused: ${[...reports.keys()].join(', ')}`)
}

const actionOf = (report: object): string =>
  'action' in report && typeof report.action === 'string' ? report.action : 'read'

/** One line for each object: what was done, or would be done. */
const summarize = (reports: Outcome['reports']): string =>
  [...reports].map(([address, report]) => `${address}: ${actionOf(report)}`).join('\n')

const executable = async (folder: string): Promise<string> => {
  const found = (await readdir(folder)).find((name) => name.startsWith('terraform-provider-'))
  if (found === undefined) throw new DemoError(`There is no provider in ${folder}.`)
  return join(folder, found)
}

const destroyAll = async (workspace: Workspace): Promise<string> => {
  const addresses = [...workspace.keys()]
  await destroyModule(workspace)
  return addresses.map((address) => `${address}: delete`).join('\n')
}

const importInto = async (core: Core, address: string, id: string) => {
  const resource = core.resource(address.split('.')[0] ?? '')
  const report = await resource.import(id)
  expectDone({ isFailed: report.isFailed, reports: new Map([[address, report]]) })
  return resource
}

const storedIn = async (workspace: Workspace, address: string): Promise<Stored | undefined> => {
  const report = await workspace.get(address)?.refresh()
  return report?.state ? { values: report.state, sensitive: report.sensitive } : undefined
}

interface Options {
  /** The folder that holds the provider's executable. */
  readonly folder: string
  readonly env: Readonly<Record<string, string>>
}

/** The small Terraform core of our own tests, with the provider as a real process. */
export const startSmallHost = async ({ folder, env }: Options): Promise<Host> => {
  const client = await connect(await executable(folder), { env })
  const core = await startCore(client)
  const workspace: Workspace = new Map()
  const exchanges: Exchange[] = []
  let blocks = parseHcl('', 'main.tf')
  return {
    name: 'A small Terraform core of our own tests',
    configure: async (hcl) => {
      blocks = parseHcl(hcl, 'main.tf')
    },
    plan: async (address): Promise<Planned> => {
      const outcome = await planModule(core, readModule(blocks), workspace)
      expectDone(outcome)
      exchanges.push({ command: 'plan', answer: summarize(outcome.reports) })
      const report = outcome.reports.get(address)
      if (report === undefined || !('action' in report))
        throw new DemoError(`${address} is not a resource`)
      return { actions: ACTIONS[report.action], replaces: report.replacePaths }
    },
    apply: async () => {
      const outcome = await applyModule(core, readModule(blocks), workspace)
      expectDone(outcome)
      exchanges.push({ command: 'apply', answer: summarize(outcome.reports) })
    },
    stored: async (address) => storedIn(workspace, address),
    import: async (address, id) => {
      workspace.set(address, await importInto(core, address, id))
      exchanges.push({ command: `import ${address} ${id}`, answer: `${address}: imported` })
    },
    destroy: async () => {
      exchanges.push({ command: 'destroy', answer: await destroyAll(workspace) })
    },
    exchanges,
    printed: () => client.stderr.join('\n'),
    close: async () => {
      await client.shutdown()
    },
  }
}
