import t from 'tap'
import { handlers } from '../../../src/framework/rpc/index.ts'
import { oddProvider, wrongAnswers } from '../../corner/odd.ts'
import { Store } from '../../corner/provider.ts'
import { inProcess } from '../client.ts'
import { startCore } from '../core.ts'
import { formatDiagnosis } from '../diagnosis.ts'

const start = async (store = new Store()) => {
  const core = await startCore(inProcess(handlers(oddProvider(store), () => {})))
  return core.resource('corner_odd')
}

for (const does of Object.keys(wrongAnswers)) {
  t.test(`keeps an object whose create ${does}, tainted, and says what is wrong`, async (t) => {
    const resource = await start()
    const report = await resource.apply({ does })
    t.match(report, { isTainted: true, state: { id: '1', does } })
    t.match(report.diagnostics.map(formatDiagnosis), [/^error: Incomplete state of corner_odd: /])
    t.match(await resource.apply({ does: 'nothing odd' }), { action: 'replace', isFailed: false })
  })
}
