import t from 'tap'
import { boxData, said, startBoxes, unwire, wire } from './fixture.ts'

const ask = async (name: string) => {
  const { call, corner, boxes } = startBoxes()
  await call('ConfigureProvider', { config: wire({}, corner.schema) })
  boxes.set(3, { id: 3, name: 'a' })
  return call('ReadDataSource', { type_name: 'corner_box', config: wire({ name }, boxData.schema) })
}

t.test('a data source returns what the API returned; the rest is null', async (t) => {
  const answer = await ask('a')
  t.same(said(answer), [])
  t.match(unwire(answer.state, boxData.schema), { id: 3, name: 'a', missing: null })
})

t.test('an error about an attribute points to it', async (t) => {
  t.same(said(await ask('b')), [
    'ERROR name: Could not read data source corner_box. There is no such box.',
  ])
})

t.test('a data source that does not exist is a diagnostic', async (t) => {
  const answer = await startBoxes().call('ReadDataSource', { type_name: 'corner_none' })
  t.match(said(answer), [/no data source named "corner_none"/])
})
