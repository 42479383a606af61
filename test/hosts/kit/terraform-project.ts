import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Outcome } from '../../terraform/kit/command.ts'
import { provider, token } from '../../terraform/kit/hcl.ts'
import { type Change, instances, proposals } from '../../terraform/kit/shown.ts'
import type { Workspace } from '../../terraform/kit/workspace.ts'
import type { Project, Settings, Step, Stored, Tokens } from './project.ts'

const type = 'dbtcloud_scim_config_token'

const labelOf = (address: string): string => address.slice(address.indexOf('.') + 1)

const actionOf = ({ actions }: Change) => {
  if (actions.length === 2) return 'replace'
  const [action] = actions
  if (action === 'create' || action === 'update' || action === 'delete') return action
  throw new Error(`A plan proposes ${actions.join(' and ')}, which no story knows.`)
}

/** `GRPCProvider.v6: PlanResourceChange`, without what it says about the answer. */
const called = /GRPCProvider(?:\.v6)?: ([A-Za-z]+)$/gm

const capitalized = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1)

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/** The ids as the state file writes them: JSON.parse would round those beyond 2^53. */
const exactIds = (state: string): ReadonlyMap<string, string> => {
  const exact = JSON.parse(state, (key, value: unknown, context?: { source: string }) =>
    key === 'id' && typeof value === 'number' ? context?.source : value,
  )
  const rows: { name: string; instances: { attributes: { id: string } }[] }[] = exact.resources
  return new Map(rows.map(({ name, instances: [first] }) => [name, first?.attributes.id ?? '']))
}

/** A project in a folder of Terraform or OpenTofu. */
export const terraformProject = (workspace: Workspace): Project => {
  const ended = async (running: Promise<Outcome>) => {
    const { code, said } = await running
    return { code, said }
  }
  return {
    configure(tokens: Tokens, settings: Settings = {}) {
      const blocks = Object.entries(tokens).map(([label, name]) => token(label, name))
      workspace.write(provider(settings) + blocks.join(''))
    },
    async preview() {
      const plan = await workspace.plan()
      const steps = proposals(plan).map(
        ({ address, change }): Step => `${actionOf(change)} ${labelOf(address)}`,
      )
      return steps.sort()
    },
    plan: async () => ended(workspace.run('plan')),
    startUp: () => workspace.start('apply', '-auto-approve'),
    up: async () => ended(workspace.run('apply', '-auto-approve')),
    refresh: async () => ended(workspace.run('apply', '-auto-approve', '-refresh-only')),
    importToken: async (label, id) => ended(workspace.run('import', `${type}.${label}`, id)),
    destroy: async () => ended(workspace.run('destroy', '-auto-approve')),
    async stored() {
      const found = instances(await workspace.state())
      if (found.length === 0) return []
      const ids = exactIds(workspace.stateText())
      const tokens = found.map(({ address, values }): Stored => {
        const label = labelOf(address)
        return {
          label,
          id: ids.get(label) ?? '',
          name: String(values['name']),
          token_string: text(values['token_string']),
          last_used: text(values['last_used']),
        }
      })
      return tokens.sort((a, b) => a.label.localeCompare(b.label))
    },
    stateText: async () => workspace.stateText(),
    traced: () => terraformProject(workspace.traced()),
    trace: () => workspace.log(),
    calls: () => {
      const names = [...workspace.log().matchAll(called)].map(([, name = '']) => name)
      rmSync(join(workspace.folder, 'trace.log'))
      return names.filter((name) => name !== 'Close').map((name) => capitalized(name))
    },
  }
}
