import t from 'tap'
import { Incomplete } from '../../../src/framework/index.ts'
import { incompleteIn } from '../../../src/framework/rpc/incomplete-in.ts'
import { hostile, revoked, throwing } from './fixture-hostile.ts'

const half = { id: 78, secret: 's3cret' }
const incomplete = () => new Incomplete(half, new Error('half made'))

const wrappers: Readonly<Record<string, () => unknown>> = {
  'by itself': incomplete,
  'inside an AggregateError': () => new AggregateError([new Error('first'), incomplete()]),
  'as a cause': () => new Error('outer', { cause: incomplete() }),
  'as a cause inside an AggregateError inside a cause': () =>
    new Error('outer', {
      cause: new AggregateError([new Error('inner', { cause: incomplete() })]),
    }),
  'below a thousand causes': () => {
    let error: unknown = incomplete()
    for (let depth = 0; depth < 1000; depth += 1) error = new Error('outer', { cause: error })
    return error
  },
  'as what the end of a block suppressed': () =>
    new SuppressedError(new Error('disposal'), incomplete(), 'both'),
  'at the end of a block that had failed': () =>
    new SuppressedError(incomplete(), new Error('block'), 'both'),
  'beside a cycle': () => {
    const cycle = new AggregateError([])
    cycle.errors.push(cycle, incomplete())
    return cycle
  },
  'with a cause that is no error': () => new Incomplete(half, undefined as never),
  'with a cause whose message throws': () => new Incomplete(half, throwing({}, 'message') as never),
}

for (const [title, thrown] of Object.entries(wrappers))
  t.test(`finds an Incomplete that was thrown ${title}`, async (t) => {
    t.same(incompleteIn(thrown())?.fields, half)
  })

const others: Readonly<Record<string, () => unknown>> = {
  'another error': () => new Error('x', { cause: new AggregateError([new Error('y'), 7, null]) }),
  'a text': () => 'Incomplete',
  nothing: () => undefined,
  'a revoked proxy': revoked,
  'a proxy that throws': hostile,
  'an error whose cause throws': () => throwing(new Error('x'), 'cause'),
}

for (const [title, thrown] of Object.entries(others))
  t.test(`finds none in ${title}`, async (t) => {
    t.equal(incompleteIn(thrown()), undefined)
  })
