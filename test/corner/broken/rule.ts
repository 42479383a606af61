import type { RpcName } from '../../../src/framework/rpc/proto.ts'
import { type Break, type Breakage, brokenBy } from '../breaking.ts'
import type { Fields } from '../provider.ts'

/** What the host does when the provider breaks the rule. */
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
  /** How both hosts sum it up, where they do. */
  readonly summary: string | Said
  /** A part of what both say in detail. */
  readonly detail: string | Said
  /** What is stored afterwards, where something was applied. */
  readonly left?: 'nothing' | 'tainted' | 'ready'
}

/** Where a message is not of its schema each host says so in its own words. */
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

/** The id by which the rule's object is imported. */
export const importId = ({ name, type }: Rule): string =>
  type === 'corner_secret' ? `${brokenBy(name)}:x` : brokenBy(name)

type Row = readonly [name: string, by: Break, detail: Rule['detail'], rest?: Partial<Rule>]

/** The rules that are broken on one occasion, which have one summary unless a row says otherwise. */
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
