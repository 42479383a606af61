import t from 'tap'
import { generationOf, raising } from '../../src/api/generation.ts'

const place = { hostUrl: 'http://generation.example/api', account: '1' }

t.test('rises at the start and at the end of a write, however it ends', async (t) => {
  const before = generationOf(place)
  await raising(place, async () => t.equal(generationOf(place), before + 1))
  t.equal(generationOf(place), before + 2)
  const failed = raising(place, async () => {
    throw new Error('refused')
  })
  await t.rejects(failed, { message: 'refused' })
  t.equal(generationOf(place), before + 4)
})

t.test('is of one account at one host', async (t) => {
  const others = [
    { ...place, account: '2' },
    { ...place, hostUrl: 'http://other.example/api' },
  ]
  await raising(place, async () => {})
  t.same(others.map(generationOf), [0, 0])
})
