import t from 'tap'
import { decodeEnvelope, decodeRefusal, type Naming, type Reply } from '../../src/api/envelope.ts'
import {
  ForbiddenError,
  HttpError,
  NotFoundError,
  RedirectError,
  UnauthorizedError,
  UnreadableAnswerError,
} from '../../src/api/index.ts'
import { canary } from './kit/api.ts'
import { frame, refusal } from './kit/server.ts'

const hostUrl = 'https://dbt.invalid/api'
const name: Naming = { method: 'GET', hostUrl, path: '/v3/x/', secrets: [canary, 'body-value-1'] }
const ok = (body: unknown): Reply => ({ status: 200, text: JSON.stringify(body) })
const refuse = (status: number, message = 'No.', rest: Partial<Reply> = {}) =>
  decodeRefusal({ status, text: JSON.stringify(refusal(status, message)), ...rest }, name)

t.test('opens the frame of an answer', async (t) => {
  const pagination = { count: 1, total_count: 3 }
  t.same(decodeEnvelope(ok(frame([1], { pagination })), name), { data: [1], pagination })
  t.same(decodeEnvelope(ok({ data: null }), name), { data: null, pagination: undefined })
  t.same(decodeEnvelope(ok(frame(1, { pagination: { count: 1 } })), name).pagination, undefined)
})

t.test('keeps every digit of an id', async (t) => {
  const text = '{"data": {"id": 9007199254740993}}'
  t.same(decodeEnvelope({ status: 200, text }, name).data, { id: 9007199254740993n })
})

t.test('takes an empty answer to a DELETE, and to nothing else', async (t) => {
  for (const method of ['POST', 'DELETE'] as const)
    t.same(decodeEnvelope({ status: 204, text: '' }, { ...name, method }), { data: undefined })
  const gone = decodeEnvelope({ status: 200, text: '' }, { ...name, method: 'DELETE' })
  t.same(gone, { data: undefined })
  t.throws(() => decodeEnvelope({ status: 200, text: '' }, name), UnreadableAnswerError)
})

t.test('takes no page of a proxy for an answer, whatever its status', async (t) => {
  for (const text of [
    '<html>Log in</html>',
    '[]',
    'null',
    '{"message":"hello"}',
    '{"data": {"id',
  ]) {
    for (const method of ['GET', 'POST', 'DELETE'] as const) {
      const decode = () => decodeEnvelope({ status: 200, text }, { ...name, method })
      t.throws(decode, { code: 'unreadable_answer', ambiguous: true }, `${method} ${text}`)
    }
  }
})

t.test('believes an answer that says it failed', async (t) => {
  const body = { ...frame({}), status: { is_success: false, user_message: 'Broken inside.' } }
  t.throws(() => decodeEnvelope(ok(body), name), {
    code: 'unreadable_answer',
    userMessage: 'Broken inside.',
  })
})

const statuses: readonly (readonly [status: unknown, failed: boolean])[] = [
  [{ is_success: false }, true],
  [{ is_success: 'false' }, true],
  [{ is_success: 0 }, true],
  [{ is_success: true, code: 404 }, true],
  [{ code: 500 }, true],
  [{ is_success: true, code: 201 }, false],
  [{ is_success: null }, false],
  [{}, false],
  [null, false],
  ['ok', false],
]

for (const [status, failed] of statuses)
  t.test(
    `takes a 200 with the status ${JSON.stringify(status)} for ${failed ? 'a failure' : 'a success'}`,
    async (t) => {
      const decode = () => decodeEnvelope(ok({ ...frame(1), status }), name)
      if (failed)
        t.throws(decode, { code: 'unreadable_answer', message: /says that the request failed/ })
      else t.match(decode(), { data: 1 })
    },
  )

for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'] as const)
  t.test(`does not take a 202 to a ${method} for a change that was made`, async (t) => {
    const reply = { status: 202, text: JSON.stringify(frame({ id: 1 })) }
    t.throws(() => decodeEnvelope(reply, { ...name, method }), {
      code: 'unreadable_answer',
      ambiguous: true,
      message: /returned status 202, but that means that the change was accepted but not made yet/,
    })
  })

t.test('takes a read for successful only with a body', async (t) => {
  t.throws(() => decodeEnvelope({ status: 204, text: '' }, name), { code: 'unreadable_answer' })
  t.match(decodeEnvelope({ status: 202, text: JSON.stringify(frame(1)) }, name), { data: 1 })
})

const classes = [
  [302, RedirectError, 'redirect'],
  [400, HttpError, 'http_status'],
  [401, UnauthorizedError, 'unauthorized'],
  [403, ForbiddenError, 'forbidden'],
  [404, NotFoundError, 'not_found'],
  [429, HttpError, 'http_status'],
  [503, HttpError, 'http_status'],
] as const

for (const [status, type, code] of classes) {
  t.test(`makes of ${status} the error ${code}`, async (t) => {
    const error = refuse(status, 'Because.')
    t.equal(error.constructor, type)
    t.match(error, { code, status, userMessage: 'Because.', method: 'GET', path: '/v3/x/' })
    t.match(error.message, `GET https://dbt.invalid/api/v3/x/ returned status ${status}.`)
    t.match(error.message, 'Because.')
  })
}

t.test('takes a 404 in HTML for a fault on the way, not for an absence', async (t) => {
  const error = decodeRefusal({ status: 404, text: '<h1>Not Found</h1>' }, name)
  t.equal(error.constructor, HttpError)
  t.match(error.message, 'host_url')
})

t.test(
  "takes a 403 in HTML for a gateway's, not for dbt Cloud's verdict on the token",
  async (t) => {
    const error = decodeRefusal({ status: 403, text: '<h1>Forbidden</h1>' }, name)
    t.equal(error.constructor, HttpError)
    t.match(error.message, 'any proxy between')
  },
)

t.test('says of a 404 that a lost permission is possible', async (t) => {
  t.match(refuse(404).message, 'no permission to see it')
})

t.test('knows which refusals leave the outcome open', async (t) => {
  const open = [400, 401, 403, 404, 408, 409, 429, 500, 502, 504].filter(
    (status) => refuse(status).ambiguous,
  )
  t.same(open, [408, 500, 502, 504])
})

t.test('names where a redirect leads to, without what may be secret in it', async (t) => {
  const location = 'https://eu1.dbt.com/login?token=abc'
  const { message } = refuse(301, '', { location })
  t.match(
    message,
    '"https://eu1.dbt.com/login". If the API is there, set host_url to https://eu1.dbt.com/api.',
  )
  t.notMatch(message, 'abc')
  t.match(
    refuse(301, '', { location: '/elsewhere' }).message,
    /dbt\.invalid\/elsewhere"\. It may be a login page/,
  )
})

t.test('shows neither the token nor the request, even if the API repeats them', async (t) => {
  const { message } = refuse(400, `Token ${canary} sent body-value-1, also "body-value…"`)
  t.notMatch(message, canary)
  t.notMatch(message, 'body-value')
})

t.test('shows only a part of a long message, and no secret at the cut', async (t) => {
  const error = refuse(400, `${'x'.repeat(290)} ${canary} ${'y'.repeat(900)}`)
  t.equal(error.userMessage?.length, 300)
  t.notMatch(error.userMessage, canary.slice(0, 6))
})

t.test('never shows the whole body', async (t) => {
  const text = JSON.stringify({ ...refusal(400, 'No.'), data: { password: 'leaked' } })
  t.notMatch(decodeRefusal({ status: 400, text }, name).message, 'leaked')
  t.notMatch(decodeRefusal({ status: 502, text: 'leaked' }, name).message, 'leaked')
})

t.test('finds the message wherever the API puts it', async (t) => {
  const bodies = [
    { status: { user_message: ' ', developer_message: 'Here.' } },
    { status: { user_message: 'He\n re.' } },
    { detail: 'Here.' },
    { status: 7 },
  ]
  const messages = bodies.map(
    (body) => decodeRefusal({ status: 400, text: JSON.stringify(body) }, name).userMessage,
  )
  t.same(messages, ['Here.', 'He re.', 'Here.', undefined])
})

const texts: readonly (readonly [what: string, text: string, shown: string])[] = [
  ['a terminal sequence', '\u001B[2Kaccess \u001B[32mgranted\u001B[0m', 'access granted'],
  ['line ends', 'No.\n\nError: forged', 'No. Error: forged'],
  ['direction marks', '\u202Eevil\u202C', 'evil'],
  [
    'a secret with a control character inside',
    `key ${canary.slice(0, 4)}\u0000${canary.slice(4)}`,
    'key ***',
  ],
  ['a secret inside a terminal command', `a\u001B]0;${canary}\u0007b`, 'ab'],
]

t.test(
  'shows what dbt Cloud returned in quotes, on one line and without control characters',
  async (t) => {
    for (const [what, text, shown] of texts) {
      const { userMessage, message } = refuse(400, text)
      t.equal(userMessage, shown, what)
      t.match(message, `dbt Cloud returned: "${shown}"`, what)
    }
  },
)

t.test('takes a message of nothing but control characters for none', async (t) => {
  t.equal(refuse(400, '\u0000 \u001B[0m').userMessage, undefined)
})
