import t from 'tap'
import { handlers } from '../../../src/framework/rpc/index.ts'
import { breaking, brokenBy } from '../../corner/breaking.ts'
import { importId, type Occasion, type Rule } from '../../corner/broken/rule.ts'
import { brokenRules } from '../../corner/broken/rules.ts'
import { cornerProvider, Store } from '../../corner/provider.ts'
import { inProcess } from '../client.ts'
import { type Core, startCore } from '../core.ts'
import type { Report } from '../resource.ts'

interface Stage {
  readonly core: Core
  readonly rule: Rule
  /** Breaks the provider. */
  readonly breakIt: () => void
}

/** The resource of the rule, created by a correct provider that is broken from now on. */
const existing = async ({ core, rule, breakIt }: Stage) => {
  const resource = core.resource(rule.type)
  await resource.apply(rule.config)
  breakIt()
  return resource
}

const absent = ({ core, rule, breakIt }: Stage) => {
  breakIt()
  return core.resource(rule.type)
}

const destroy = async (stage: Stage) => (await existing(stage)).destroy()

const acts: Readonly<
  Record<Occasion, (stage: Stage) => Promise<Pick<Report, 'diagnostics'> & Partial<Report>>>
> = {
  plan: async (stage) => absent(stage).plan(stage.rule.config),
  apply: async (stage) => absent(stage).apply(stage.rule.config),
  refresh: async (stage) => (await existing(stage)).refresh(),
  replan: async (stage) => (await existing(stage)).plan(stage.rule.config),
  'plan destroy': destroy,
  destroy,
  import: async (stage) => absent(stage).import(importId(stage.rule)),
  'read data': async ({ core, rule, breakIt }) => {
    breakIt()
    return core.readDataSource('corner_everything', { id: brokenBy(rule.name) })
  },
}

const start = async (rule: Rule): Promise<Stage> => {
  let isOn = false
  const good = handlers(cornerProvider(new Store()), () => {})
  const core = await startCore(inProcess(breaking(good, brokenRules, () => isOn)))
  return { core, rule, breakIt: () => (isOn = true) }
}

const own = (said: Rule['detail']): string => (typeof said === 'string' ? said : said.core)

const left = ({ state, isTainted }: Partial<Report>) => {
  if (state === null) return 'nothing'
  return isTainted ? 'tainted' : 'ready'
}

for (const rule of brokenRules) {
  t.test(`rejects a provider that ${rule.name.replaceAll('-', ' ')}`, async (t) => {
    const report = await acts[rule.when](await start(rule))
    const errors = report.diagnostics.filter(({ severity }) => severity === 'error')
    t.ok(
      errors.some(
        ({ summary, detail }) =>
          summary.includes(own(rule.summary)) && detail.includes(own(rule.detail)),
      ),
      'reports why',
      { errors },
    )
    if (rule.left) t.equal(left(report), rule.left, 'what is stored')
  })
}
