import type { Test } from 'tap'
import t from 'tap'
import { isAbsent } from '../../src/api/index.ts'
import { recallOf } from '../../src/api/recall.ts'
import { failureOf, makeBench } from './kit/api.ts'
import { benchThings, ThingSite } from './kit/things.ts'

const warningsOf = async (
  t: Test,
  { gone, before = [] }: { readonly gone: readonly number[]; readonly before?: readonly number[] },
) => {
  const site = new ThingSite(9)
  for (const id of gone) site.gone.add(id)
  const { things, settle } = await benchThings(t, site)
  const warnings: string[] = []
  const warn = (summary: string, detail: string) => warnings.push(`${summary}: ${detail}`)
  for (const id of before) await settle(things.read(id))
  const failures = settle(Promise.all(gone.map(async (id) => failureOf(things.read(id, { warn })))))
  t.ok((await failures).every(isAbsent))
  return warnings
}

t.test('says that a listing lacks everything that was looked for', async (t) => {
  const warnings = await warningsOf(t, { gone: [1, 2, 3] })
  t.match(warnings[0], /lists none of the expected objects: GET http.*\/things\/ does not list any/)
  t.match(warnings[0], /any of the 3 objects.*check account_id and host_url/)
})

t.test('says so of a single object too', async (t) => {
  t.match(await warningsOf(t, { gone: [1] }), [/does not list the only object/])
})

t.test('says nothing where another object of the run was found', async (t) => {
  t.same(await warningsOf(t, { gone: [1, 2], before: [3] }), [])
})

t.test('remembers for each client and each collection', async (t) => {
  const { api } = makeBench('http://127.0.0.1:1')
  const other = makeBench('http://127.0.0.1:1')
  const listed = new Set(['8'])
  recallOf(api, 'a').note(7)
  t.equal(recallOf(api, 'a').lackedBy(listed), 1)
  t.equal(recallOf(api, 'b').lackedBy(listed), 0)
  recallOf(api, 'a').note(8)
  t.equal(recallOf(api, 'a').lackedBy(listed), undefined, 'one is listed')
  recallOf(other.api, 'a').note(9)
  recallOf(other.api, 'a').found()
  t.equal(recallOf(other.api, 'a').lackedBy(listed), undefined, 'one was returned')
})
