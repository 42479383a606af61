import t from 'tap'
import { changeShared, type SharedObject } from '../../src/api/index.ts'
import { parseJson } from '../../src/api/json.ts'
import { failureOf, makeBench } from './kit/api.ts'
import { frame, sendJson, serve, type Test } from './kit/server.ts'

interface Group {
  readonly name: string
  readonly members: readonly string[]
  readonly updated_at?: number
}

const path = 'v3/accounts/{account}/groups/7/'

/** A group, kept by a server that counts its writes. `after` happens right after each of them. */
const benchGroup = async (t: Test, after: (group: Group) => Group = (group) => group) => {
  let group: Group = { name: 'admins', members: ['a'], updated_at: 0 }
  const site = await serve(t, ({ method, body }, response) => {
    if (method === 'POST') {
      // `as`: what the test has written.
      group = after({ ...(parseJson(body) as Group), updated_at: site.seen.length })
    }
    sendJson(response, 200, frame(group))
  })
  const bench = makeBench(site.url)
  const { api } = bench
  const object: SharedObject<Group> = {
    api,
    path,
    read: async (ending) => api.request({ ...ending, method: 'GET', path }),
    write: async (body, ending) => api.request({ ...ending, method: 'POST', path, body }),
    ownFields: ['updated_at'],
  }
  const add = async (member: string, signal?: AbortSignal) =>
    changeShared(object, (now) => ({ ...now, members: [...now.members, member] }), { signal })
  const methods = () => site.seen.map(({ method }) => method)
  return { ...bench, site, object, add, methods }
}

t.test('loses no change when ten owners write at once', async (t) => {
  const { add, object } = await benchGroup(t)
  const members = Array.from({ length: 10 }, (_none, index) => `m${index}`)
  await Promise.all(members.map(async (member) => add(member)))
  t.same((await object.read({})).members, ['a', ...members])
})

t.test('reads, writes and verifies, and returns what it found', async (t) => {
  const { add, methods } = await benchGroup(t)
  t.match(await add('b'), { name: 'admins', members: ['a', 'b'], updated_at: Number })
  t.same(methods(), ['GET', 'POST', 'GET'])
})

t.test('writes nothing where nothing would change', async (t) => {
  const { object, methods } = await benchGroup(t)
  t.match(await changeShared(object, (now) => ({ ...now, updated_at: 5 })), { members: ['a'] })
  t.same(methods(), ['GET'])
})

t.test('names what someone else has reverted, without a value', async (t) => {
  const { add } = await benchGroup(t, (group) => ({ ...group, members: ['canary-someone'] }))
  const error = await failureOf(add('canary-ours'))
  t.match(error, { code: 'conflict', fields: ['members'], ambiguous: true })
  t.match(String(error), '/v3/accounts/42/groups/7/ shows that someone else changed')
  t.notMatch(String(error), 'canary')
})

t.test('lets the next one in after a failure', async (t) => {
  let isBroken = true
  const { add } = await benchGroup(t, (group) => {
    const found = isBroken ? { ...group, name: 'other' } : group
    isBroken = false
    return found
  })
  const [first, second] = await Promise.allSettled([add('b'), add('c')])
  t.match(first, { status: 'rejected', reason: { fields: ['name'] } })
  t.match(second, { status: 'fulfilled', value: { members: ['a', 'b', 'c'] } })
})

t.test('stops waiting for an earlier change when it is stopped', async (t) => {
  const { add, methods } = await benchGroup(t)
  const leaver = new AbortController()
  const first = add('b')
  const second = failureOf(add('c', leaver.signal))
  leaver.abort()
  t.match(await second, { code: 'stopped', ambiguous: false })
  t.match(await first, { members: ['a', 'b'] })
  t.same(methods(), ['GET', 'POST', 'GET'])
})
