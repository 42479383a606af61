import { inspect } from 'node:util'
import t from 'tap'
import {
  AbsentError,
  AmbiguousCreateError,
  ApiError,
  isAbsent,
  LeftBehindError,
  LostSecretError,
  NotFoundError,
  StoppedError,
  TimeoutError,
  TransportError,
} from '../../src/api/index.ts'

const call = { method: 'POST', hostUrl: 'https://dbt.invalid/api', path: '/v3/x/' } as const

t.test('takes only the proof for absence, not a 404', async (t) => {
  t.ok(isAbsent(new AbsentError(call)))
  t.notOk(isAbsent(new NotFoundError({ ...call, status: 404 }, '')))
  t.notOk(isAbsent(new Error('absent')))
  t.notOk(isAbsent(undefined))
})

t.test('has one stable code for each decision of a caller', async (t) => {
  const errors = [
    new AbsentError(call),
    new AmbiguousCreateError(call, [], undefined),
    new LeftBehindError(call, { id: '1', fields: {} }, undefined),
    new LostSecretError(call, '1'),
    new StoppedError(call, false),
    new TimeoutError(call, 1000, true),
    new TransportError(call, { reason: 'ECONNRESET', sent: true, check: 'Check.' }),
  ]
  t.same(
    errors.map(({ name, code }) => [name, code]),
    [
      ['AbsentError', 'absent'],
      ['AmbiguousCreateError', 'ambiguous_create'],
      ['LeftBehindError', 'left_behind'],
      ['LostSecretError', 'lost_secret'],
      ['StoppedError', 'stopped'],
      ['TimeoutError', 'timeout'],
      ['TransportError', 'transport'],
    ],
  )
  for (const error of errors)
    t.match(error.message, /^POST https:\/\/dbt\.invalid\/api\/v3\/x\//, error.name)
})

t.test('says whether a request without an answer may have arrived', async (t) => {
  for (const sent of [true, false]) {
    t.equal(new TransportError(call, { reason: 'X', sent, check: 'Check.' }).ambiguous, sent)
    t.equal(new TimeoutError(call, 1000, sent).ambiguous, sent)
  }
  t.match(
    new TransportError(call, { reason: 'X', sent: false, check: 'Check.' }).message,
    'before it was sent',
  )
  t.match(new TimeoutError(call, 1500, false).message, '1.5 s')
})

t.test('names the objects that may exist without a state', async (t) => {
  const cause = new TransportError(call, { reason: 'ECONNRESET', sent: true, check: 'Check.' })
  const error = new AmbiguousCreateError(call, ['7', '9'], cause)
  t.match(error.message, '7, 9')
  t.match(error.message, 'ECONNRESET')
  t.match(new AmbiguousCreateError(call, [], undefined).message, 'Look for its name')
})

t.test('carries what is known of an object that was left behind', async (t) => {
  const fields = { id: 7, name: 'ci', token_string: null }
  const error: ApiError = new LeftBehindError(call, { id: '7', fields }, new Error('inner'))
  t.match(error, { id: '7', fields })
  t.notMatch(error.message, 'inner', 'another error is not shown')
  t.ok(inspect(error))
})
