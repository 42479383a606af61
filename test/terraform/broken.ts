import t, { type Test } from 'tap'
import { brokenBy } from '../corner/breaking.ts'
import { importId, type Occasion, type Rule } from '../corner/broken/rule.ts'
import { brokenRules } from '../corner/broken/rules.ts'
import { installCorner } from '../corner/install.ts'
import type { Outcome } from './kit/command.ts'
import { hosted } from './kit/host.ts'
import { instances } from './kit/shown.ts'
import { openWorkspace, type Workspace } from './kit/workspace.ts'

t.setTimeout(600_000)

// One command violates all rules of one operation, because the host checks each object separately.

const rulesOf = (...occasions: readonly Occasion[]): readonly Rule[] =>
  brokenRules.filter(({ when }) => occasions.includes(when))

const address = ({ type, name }: Rule): string => `${type}.${name}`

const block = (rule: Rule): string => `
resource "${rule.type}" "${rule.name}" {
${Object.entries(rule.config)
  .map(([name, value]) => `  ${name} = ${JSON.stringify(value)}\n`)
  .join('')}}
`

const dataBlock = ({ name }: Rule): string => `
data "corner_everything" "${name}" {
  id = "${brokenBy(name)}"
}
`

const importBlock = (rule: Rule): string => `
import {
  to = ${address(rule)}
  id = "${importId(rule)}"
}
`

const hcl = (rules: readonly Rule[], form = block): string => rules.map(form).join('')

interface Shown {
  readonly severity: string
  readonly summary: string
  readonly detail: string
}

const errors = ({ stdout }: Outcome): readonly Shown[] =>
  stdout
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line): { readonly diagnostic?: Shown } => JSON.parse(line))
    .flatMap(({ diagnostic }) => (diagnostic?.severity === 'error' ? [diagnostic] : []))

const own = (said: Rule['detail']): string => (typeof said === 'string' ? said : said.terraform)

/** True if a text names the rule's object by its address or ID. */
const isAbout = ({ name }: Rule, text: string): boolean =>
  new RegExp(`[./]${name}(?![a-z-])`).test(text)

/** An error that names no object matches every object. */
const isOf = (rule: Rule, { summary, detail }: Shown): boolean =>
  summary.includes(own(rule.summary)) &&
  detail.includes(own(rule.detail)) &&
  (detail === '' || isAbout(rule, detail))

const judge = (t: Test, outcome: Outcome, rules: readonly Rule[]): void => {
  const shown = errors(outcome)
  t.equal(outcome.code, 1)
  for (const rule of rules) {
    t.ok(
      shown.some((one) => isOf(rule, one)),
      `refuses a provider that ${rule.name.replaceAll('-', ' ')}`,
      { shown },
    )
  }
  const objects = shown.map(
    ({ detail }, index) => rules.find((rule) => isAbout(rule, detail))?.name ?? index,
  )
  t.equal(new Set(objects).size, rules.length, 'each for itself')
}

const judgeState = async (t: Test, workspace: Workspace, rules: readonly Rule[]): Promise<void> => {
  const found = new Map(instances(await workspace.state()).map((one) => [one.address, one]))
  for (const rule of rules) {
    const { tainted } = found.get(address(rule)) ?? {}
    const left = tainted ? 'tainted' : 'ready'
    t.equal(found.has(address(rule)) ? left : 'nothing', rule.left, `${rule.name}: what is stored`)
  }
}

const on = { CORNER_BREAKS: 'on' }
const targets = (rules: readonly Rule[]) => rules.map((rule) => `-target=${address(rule)}`)

hosted('the host rejects plans and data of a broken provider', async (t, host) => {
  const workspace = openWorkspace(t, host, installCorner(t)).with(on)
  const [plans, data] = [rulesOf('plan'), rulesOf('read data')]
  workspace.write(hcl(plans) + hcl(data, dataBlock))
  judge(t, await workspace.run('plan', '-json'), [...plans, ...data])
})

hosted(
  'the host rejects results of a broken provider, and keeps existing objects',
  async (t, host) => {
    const workspace = openWorkspace(t, host, installCorner(t)).with(on)
    const rules = rulesOf('apply')
    workspace.write(hcl(rules))
    judge(t, await workspace.run('apply', '-auto-approve', '-json'), rules)
    await judgeState(t, workspace, rules)
  },
)

hosted('the host rejects reads of a broken provider', async (t, host) => {
  const workspace = openWorkspace(t, host, installCorner(t))
  const [plans, ends] = [rulesOf('plan destroy'), rulesOf('destroy')]
  const rules = rulesOf('refresh', 'replan')
  workspace.write(hcl([...rules, ...plans, ...ends]))
  await workspace.apply()
  const broken = workspace.with(on)
  judge(t, await broken.run('plan', '-json'), rules)
  judge(t, await broken.run('plan', '-destroy', '-json', ...targets(plans)), plans)
  judge(t, await broken.run('destroy', '-auto-approve', '-json', ...targets(ends)), ends)
  await judgeState(t, workspace, ends)
})

hosted('the host rejects imports of a broken provider', async (t, host) => {
  const workspace = openWorkspace(t, host, installCorner(t)).with(on)
  const rules = rulesOf('import')
  workspace.write(hcl(rules) + hcl(rules, importBlock))
  judge(t, await workspace.run('plan', '-json'), rules)
})
