import t from 'tap'
import { measureSoak, reportSoak } from '../../../scripts/bench/soak.ts'

t.test('loses and duplicates no token while 5% of the requests fail', async (t) => {
  const soak = await measureSoak(500, 0.05)
  t.match(soak, { operations: 500, lost: 0, dead: 0 })
  t.ok(soak.failed < 25, `${soak.failed} operations failed`)
  t.ok(soak.held[1].sockets <= 2 * 16 + 1, `${soak.held[1].sockets} sockets`)
  t.match(reportSoak(soak).join('\n'), '0 tokens only on the server')
})
