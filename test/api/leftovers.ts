import t from 'tap'
import { LeftoverError } from '../../src/api/index.ts'
import { benchTokens } from './kit/bench-tokens.ts'
import type { Test } from './kit/server.ts'

/** The ids that a create of "ci" warns of. */
const warnedOf = async (
  t: Test,
  prepare: (bench: Awaited<ReturnType<typeof benchTokens>>) => unknown,
): Promise<readonly string[]> => {
  const bench = await benchTokens(t)
  await prepare(bench)
  await bench.create('ci')
  return bench.warnings.flatMap((warning) => (warning instanceof LeftoverError ? warning.ids : []))
}

const leftovers = {
  'one of the same name': ['ci'],
  'several, and others beside them': ['ci', 'other', ' ci '],
}

for (const [title, names] of Object.entries(leftovers))
  t.test(`warns of unused objects from before: ${title}`, async (t) => {
    const expected: string[] = []
    const ids = await warnedOf(t, ({ tokens }) => {
      for (const name of names) {
        const id = tokens.add(name)
        if (name.trim() === 'ci') expected.push(String(id))
      }
    })
    t.same(ids, expected)
  })

const innocent: Readonly<Record<string, Parameters<typeof warnedOf>[1]>> = {
  'nothing exists': () => {},
  'the name is another': ({ tokens }) => tokens.add('cd'),
  'the object is in use': ({ tokens }) => tokens.add('ci', '2026-11-25T10:00:00Z'),
  'this process has created it': async ({ create }) => create('ci'),
  'this run has read it': async ({ tokens, all }) => all.get(tokens.add('ci')),
}

for (const [title, prepare] of Object.entries(innocent))
  t.test(`does not warn if ${title}`, async (t) => {
    t.same(await warnedOf(t, prepare), [])
  })

t.test('explains what to do, and deletes nothing', async (t) => {
  const { create, tokens, warnings, deletes } = await benchTokens(t)
  tokens.add('ci')
  await create('ci')
  t.match(warnings[0]?.message, /POST .* already existed: 1\. A run that was interrupted .* delete/)
  t.equal(deletes(), 0)
})
