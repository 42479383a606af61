import t from 'tap'
import { type Fields, requestObject } from '../../src/api/index.ts'
import { failureOf, makeBench } from './kit/api.ts'
import { frame, sendJson, serve, type Test } from './kit/server.ts'

const fields: Fields = {
  enabled: { type: 'boolean' },
  updated_at: { type: 'string', computed: true },
}

const ask = async (t: Test, data: unknown, body?: object) => {
  const site = await serve(t, (_seen, response) => sendJson(response, 200, frame(data)))
  const { api } = makeBench(site.url)
  const warnings: string[] = []
  const warn = (summary: string, detail: string) => warnings.push(`${summary}. ${detail}`)
  const call = { method: body ? 'POST' : 'GET', path: 'v3/config/', ...(body && { body }) } as const
  return { answer: requestObject(api, call, { fields, warn }), warnings }
}

t.test('returns the declared fields', async (t) => {
  const { answer } = await ask(t, { enabled: true, updated_at: 'today', other: 1 })
  t.same(await answer, { enabled: true, updated_at: 'today' })
})

t.test('leaves an unusable computed field out, with a warning', async (t) => {
  const { answer, warnings } = await ask(t, { enabled: true, updated_at: 5 })
  t.same(await answer, { enabled: true })
  t.match(warnings, [/GET http.*\/v3\/config\/ .*updated_at is a number instead of a string/])
})

const wrong: readonly (readonly [title: string, data: unknown, found: RegExp])[] = [
  ['null', null, /it contains no object/],
  ['a list', [{ enabled: true }], /it contains no object/],
  ['a text', 'enabled', /it contains no object/],
  ['null where it never is', { enabled: null }, /enabled is null instead of a boolean/],
  ['another type', { enabled: 'true' }, /enabled is a string instead of a boolean/],
  ['nothing', {}, /enabled is missing instead of a boolean/],
]

for (const [title, data, found] of wrong)
  t.test(`fails for ${title}`, async (t) => {
    const { answer } = await ask(t, data)
    const error = await failureOf(answer)
    t.match(error, { code: 'unreadable_answer', method: 'GET', path: '/v3/config/' })
    t.match(String(error), found)
  })

t.test('fails where the answer to a write is not what was sent', async (t) => {
  const { answer } = await ask(t, { enabled: false }, { enabled: true })
  t.match(String(await failureOf(answer)), /enabled is not the value that was sent/)
})
