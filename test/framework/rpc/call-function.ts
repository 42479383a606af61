import t from 'tap'
import { codec } from '../../../src/framework/rpc/proto.ts'
import { startBoxes } from './fixture.ts'

const names: Readonly<Record<string, string>> = {
  'an unknown name': 'parse',
  'no name': '',
  'a name for a terminal': '\u001b[2Jparse',
}

for (const [title, name] of Object.entries(names))
  t.test(`a call with ${title} ends in a function error`, async (t) => {
    const { error } = await startBoxes().call('CallFunction', { name })
    t.match(error?.text, /This provider has no function named/)
    t.notMatch(error?.text, '\u001b')
    t.equal(error?.function_argument, undefined)
  })

t.test('undecodable bytes end in a function error, too', async (t) => {
  const { raw } = startBoxes()
  const bytes = await raw('CallFunction', Buffer.from([0x0f, 0xff]))
  t.match(codec('CallFunction').response.decode(bytes).error?.text, /./)
})

t.test('there are no functions', async (t) => {
  const answer = await startBoxes().call('GetFunctions', {})
  t.same(answer.functions ?? {}, {})
  t.same(answer.diagnostics, [])
})
