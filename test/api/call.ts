import t from 'tap'
import { isRead, isRepeatable, type Method, withAccount } from '../../src/api/call.ts'

const methods: readonly Method[] = ['GET', 'PUT', 'DELETE', 'POST', 'PATCH']

t.test('takes GET, PUT and DELETE for repeatable, and nothing else', async (t) => {
  const repeatable = methods.filter((method) => isRepeatable({ method, path: '' }))
  t.same(repeatable, ['GET', 'PUT', 'DELETE'])
})

t.test('believes a call that says whether it is repeatable', async (t) => {
  for (const method of methods) {
    t.ok(isRepeatable({ method, path: '', repeatable: true }), method)
    t.notOk(isRepeatable({ method, path: '', repeatable: false }), method)
  }
})

t.test('takes only GET for a read', async (t) => {
  t.same(
    methods.filter((method) => isRead({ method, path: '' })),
    ['GET'],
  )
})

t.test('writes the account wherever a path names it', async (t) => {
  t.equal(withAccount('v3/accounts/{account}/groups/', '42'), 'v3/accounts/42/groups/')
  t.equal(withAccount('v2/accounts/', '42'), 'v2/accounts/')
})
