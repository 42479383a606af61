import t from 'tap'
import { said, startBoxes, unwire, wire } from './fixture.ts'

const started = async () => {
  const boxes = startBoxes()
  await boxes.call('ConfigureProvider', { config: wire({}, boxes.corner.schema) })
  boxes.boxes.set(12345, { id: 12345, name: 'a', size: 3 })
  return boxes
}

t.test('an import returns what the API returned; the secret is null', async (t) => {
  const { call } = await started()
  const answer = await call('ImportResourceState', { type_name: 'corner_box', id: '12345' })
  t.same(said(answer), [])
  t.match(answer.imported_resources, [{ type_name: 'corner_box' }])
  t.match(unwire(answer.imported_resources?.[0]?.state), {
    id: 12345,
    name: 'a',
    size: 3,
    secret: null,
  })
})

const refused = {
  'of an object that does not exist': ['777', /No corner_box with the ID "777" exists/],
  'of something that is no id': [
    'okta',
    /Invalid import ID "okta": expected the object's numeric ID/,
  ],
  'of nothing': ['', /Invalid import ID ""/],
} as const

for (const [title, [id, message]] of Object.entries(refused))
  t.test(`an import ${title} is an error at once`, async (t) => {
    const { call } = await started()
    const answer = await call('ImportResourceState', { type_name: 'corner_box', id })
    t.match(said(answer), [message])
    t.same(answer.imported_resources, [])
  })

t.test('a read knows whether an import asks', async (t) => {
  const { call, api } = await started()
  const asked: unknown[] = []
  api.before = (_, context) => void asked.push('isImport' in context && context.isImport)
  const { imported_resources: imported = [] } = await call('ImportResourceState', {
    type_name: 'corner_box',
    id: '12345',
  })
  await call('ReadResource', { type_name: 'corner_box', current_state: imported[0]?.state })
  t.same(asked, [true, false])
})
