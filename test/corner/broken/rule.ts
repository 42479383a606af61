import type { RpcName } from '../../../src/framework/rpc/proto.ts'
import { type Break, type Breakage, brokenBy } from '../breaking.ts'
import type { Fields } from '../provider.ts'

/** What the host does when the provider violates the rule. */
export type Occasion =
  | 'plan'
  | 'apply'
  | 'refresh'
  | 'replan'
  | 'plan destroy'
  | 'destroy'
  | 'import'
  | 'read data'

export interface Rule extends Breakage {
  readonly when: Occasion
  readonly type: 'corner_everything' | 'corner_secret'
  readonly config: Fields
  /** The summary of both hosts, if they have the same one. */
  readonly summary: string | Said
  /** A part of the detail of both hosts. */
  readonly detail: string | Said
  /** The stored state after an apply. */
  readonly left?: 'nothing' | 'tainted' | 'ready'
}

/** The hosts have different texts for a message that does not match its schema. */
export interface Said {
  readonly core: string
  readonly terraform: string
}

const everything = (name: string): Fields => ({
  name: brokenBy(name),
  ratio: 0.5,
  words: ['a', 'b'],
  ports: [1, 2],
  tags: { a: 'x' },
  point: { x: 1, y: 2 },
  anything: 'text',
  owner: { name: 'o' },
  items: [{ name: 'i' }],
  members: [{ name: 'm' }],
  by_key: { k: { name: 'k' } },
})

const secret = (name: string): Fields => ({
  owner: 'someone',
  name: brokenBy(name),
  password_wo: 'hidden',
})

const rpcs: Readonly<Record<Occasion, RpcName>> = {
  plan: 'PlanResourceChange',
  replan: 'PlanResourceChange',
  'plan destroy': 'PlanResourceChange',
  apply: 'ApplyResourceChange',
  destroy: 'ApplyResourceChange',
  refresh: 'ReadResource',
  import: 'ImportResourceState',
  'read data': 'ReadDataSource',
}

/** The import ID of the rule's object. */
export const importId = ({ name, type }: Rule): string =>
  type === 'corner_secret' ? `${brokenBy(name)}:x` : brokenBy(name)

type Row = readonly [name: string, by: Break, detail: Rule['detail'], rest?: Partial<Rule>]

/** The rules that one operation can violate. They have the same summary unless a row has its own. */
export const rules = (when: Occasion, summary: string, rows: readonly Row[]): readonly Rule[] =>
  rows.map(([name, by, detail, rest]) => ({
    name,
    by,
    detail,
    when,
    summary,
    rpc: rpcs[when],
    type: 'corner_everything',
    ...(when === 'apply' && { left: 'tainted' as const }),
    config: rest?.type === 'corner_secret' ? secret(name) : everything(name),
    ...rest,
  }))

export const misfit = {
  summary: { core: 'expected', terraform: 'attributes is required' },
  detail: { core: 'not of the schema', terraform: '' },
}
export const ofSecret = { type: 'corner_secret' } as const
