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
import { DemoError, type Host, type Planned } from './host.ts'

const ACTIONS: Readonly<Record<Action, readonly string[]>> = {
  create: ['create'],
  update: ['update'],
  delete: ['delete'],
  replace: ['delete', 'create'],
  'no-op': ['no-op'],
}

interface Told {
  readonly isFailed: boolean
  readonly reports: ReadonlyMap<string, object>
}

const expectDone = ({ isFailed, reports }: Told): void => {
  if (isFailed) throw new DemoError(`The provider refused: ${[...reports.keys()].join(', ')}`)
}

const executable = async (folder: string): Promise<string> => {
  const found = (await readdir(folder)).find((name) => name.startsWith('terraform-provider-'))
  if (found === undefined) throw new DemoError(`No provider is in ${folder}.`)
  return join(folder, found)
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
  let blocks = parseHcl('', 'main.tf')
  return {
    name: 'The small host',
    configure: async (hcl) => {
      blocks = parseHcl(hcl, 'main.tf')
    },
    plan: async (address): Promise<Planned> => {
      const told = await planModule(core, readModule(blocks), workspace)
      expectDone(told)
      const report = told.reports.get(address)
      if (report === undefined || !('action' in report))
        throw new DemoError(`${address} is no resource`)
      return { actions: ACTIONS[report.action], replaces: report.replacePaths }
    },
    apply: async () => expectDone(await applyModule(core, readModule(blocks), workspace)),
    stored: async (address) => {
      const report = await workspace.get(address)?.refresh()
      return report?.state ? { values: report.state, sensitive: report.sensitive } : undefined
    },
    import: async (address, id) => {
      const resource = core.resource(address.split('.')[0] ?? '')
      const report = await resource.import(id)
      expectDone({ isFailed: report.isFailed, reports: new Map([[address, report]]) })
      workspace.set(address, resource)
    },
    destroy: async () => {
      await destroyModule(workspace)
    },
    printed: () => client.stderr.join('\n'),
    close: async () => {
      await client.shutdown()
    },
  }
}
