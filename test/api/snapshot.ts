import t from 'tap'
import { Snapshot } from '../../src/api/snapshot.ts'

const things = [{ id: 1 }, { id: 2n }, { id: 'x' }]

t.test('returns each object once, by its ID as a number or a text', async (t) => {
  const snapshot = new Snapshot()
  snapshot.keep(things, 100)
  t.equal(snapshot.take('2', 100), things[1])
  t.equal(snapshot.take(2, 100), undefined)
  t.equal(snapshot.take('x', 100), things[2])
  t.equal(snapshot.take('y', 100), undefined)
})

t.test('returns nothing that is older than requested', async (t) => {
  const snapshot = new Snapshot()
  snapshot.keep(things, 100)
  t.equal(snapshot.take(1, 101), undefined)
  t.notOk(snapshot.has(1, 101))
  t.ok(snapshot.has(1, 100))
})

t.test('returns an object again after it was listed again', async (t) => {
  const snapshot = new Snapshot()
  snapshot.keep(things, 100)
  snapshot.take(1, 100)
  snapshot.keep(things, 200)
  t.equal(snapshot.take(1, 100), things[0])
})

t.test('knows what is lacking after a whole listing, while it is young', async (t) => {
  const snapshot = new Snapshot()
  snapshot.keep(things, 100)
  t.notOk(snapshot.lacks(9, 0), 'not before the listing has ended')
  snapshot.close(100)
  t.ok(snapshot.lacks(9, 100))
  t.notOk(snapshot.lacks(1, 100))
  t.notOk(snapshot.lacks(9, 101))
})

t.test('forgets what a later whole listing has not got', async (t) => {
  const snapshot = new Snapshot()
  snapshot.keep(things, 100)
  snapshot.keep([{ id: 1 }], 200)
  snapshot.close(200)
  t.ok(snapshot.lacks('x', 200))
  t.equal(snapshot.take('x', 0), undefined)
})
