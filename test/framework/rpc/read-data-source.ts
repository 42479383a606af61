import t from 'tap'
import { unknown } from '../../../src/framework/index.ts'
import { boxData, said, startBoxes, unwire, wire } from './fixture.ts'
import { startThings } from './fixture-verbs.ts'

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

t.test('a data source that returns an unknown value is an error about its attribute', async (t) => {
  const odd = { ...boxData, read: async () => ({ missing: unknown as never }) }
  const call = startThings({ verbs: {}, provider: { dataSources: [odd] } })
  await call('ConfigureProvider', { config: wire({}, {}) })
  const config = wire({ name: 'a' }, boxData.schema)
  const answer = await call('ReadDataSource', { type_name: 'corner_box', config })
  t.match(said(answer), [/ERROR missing: .* expected a known value, found an unknown value/])
})

for (const [title, returned] of Object.entries({
  nothing: undefined,
  'a list': [],
  'a string': 'x',
}))
  t.test(`a data source that returns ${title} is an error`, async (t) => {
    // No type allows what it returns.
    const odd = { ...boxData, read: async () => returned as object }
    const call = startThings({ verbs: {}, provider: { dataSources: [odd] } })
    await call('ConfigureProvider', { config: wire({}, {}) })
    const config = wire({ name: 'a' }, boxData.schema)
    const answer = await call('ReadDataSource', { type_name: 'corner_box', config })
    t.match(said(answer), [new RegExp(`returned ${title} instead of the object's attributes`)])
  })
