import t from 'tap'
import { inTurn, median } from '../../scripts/bench/statistics.ts'

t.test('returns the median', async (t) => {
  t.equal(median([9, 1, 5]), 5)
  t.equal(median([4, 1, 3, 2]), 2.5)
})

t.test('measures alternately, and does not count the first round', async (t) => {
  const calls: string[] = []
  const measure = (name: string) => async () => calls.push(name)
  const samples = await inTurn(2, [measure('a'), measure('b')])
  t.strictSame(calls, ['a', 'b', 'a', 'b', 'a', 'b'])
  t.strictSame(samples, [
    [3, 5],
    [4, 6],
  ])
})
