import t from 'tap'
import { createLog } from '../../../src/framework/server/log.ts'

const now = () => new Date('2026-11-24T10:00:00.123Z')

const logged = (
  env: Record<string, string>,
  write: (log: ReturnType<typeof createLog>) => void,
) => {
  const lines: string[] = []
  write(createLog({ name: 'dbt-cloud', env, now, write: (line) => lines.push(line) }))
  return lines
}

t.test('writes one line of JSON with the keys that the host reads', async (t) => {
  const lines = logged({ TF_LOG: 'INFO' }, (log) =>
    log('info', 'hello', { path: '/a', status: 200 }),
  )
  t.equal(lines.length, 1)
  t.ok(lines[0]?.endsWith('}\n'))
  t.strictSame(JSON.parse(lines[0] ?? ''), {
    '@level': 'info',
    '@message': 'hello',
    '@module': 'dbt-cloud',
    '@timestamp': '2026-11-24T10:00:00.123000Z',
    path: '/a',
    status: 200,
  })
})

t.test('lets no field take the place of a key whose type the host relies on', async (t) => {
  const fields = { '@message': 1, '@level': null, '@timestamp': {}, '@module': true }
  const [line = ''] = logged({ TF_LOG: 'trace' }, (log) => log('warn', 'a', fields))
  t.strictSame(
    Object.values(JSON.parse(line)).map((value) => typeof value),
    Array(4).fill('string'),
  )
})

t.test('makes a message that is no string one', async (t) => {
  const [line = ''] = logged({ TF_LOG: 'trace' }, (log) => log('warn', { a: 1 } as never))
  t.equal(JSON.parse(line)['@message'], '[object Object]')
})

t.test('writes integers beyond the safe ones as text', async (t) => {
  const [line = ''] = logged({ TF_LOG: 'trace' }, (log) => log('warn', 'a', { id: 2n ** 64n }))
  t.equal(JSON.parse(line).id, '18446744073709551616')
})

t.test('cuts what the host would split', async (t) => {
  const text = '\u0001'.repeat(70_000)
  for (const [message, fields] of [
    [text, {}],
    ['short', { text }],
  ] as const) {
    const [line = ''] = logged({ TF_LOG: 'trace' }, (log) => log('error', message, fields))
    t.ok(Buffer.byteLength(line) < 64 * 1024)
    t.match(JSON.parse(line), { '@level': 'error', '@message': /… \(cut\)$/ })
  }
})

const levels: [env: Record<string, string>, written: string][] = [
  [{}, ''],
  [{ TF_LOG: '' }, ''],
  [{ TF_LOG: 'OFF' }, ''],
  [{ TF_LOG: 'ERROR' }, 'error'],
  [{ TF_LOG: 'warn' }, 'warn error'],
  [{ TF_LOG: 'INFO' }, 'info warn error'],
  [{ TF_LOG: 'DEBUG' }, 'debug info warn error'],
  [{ TF_LOG: 'TRACE' }, 'trace debug info warn error'],
  [{ TF_LOG: 'JSON' }, 'trace debug info warn error'],
  [{ TF_LOG: 'nonsense' }, 'trace debug info warn error'],
  [{ TF_LOG: 'TRACE', TF_LOG_PROVIDER: 'ERROR' }, 'error'],
  [{ TF_LOG_PROVIDER: 'TRACE', TF_LOG_PROVIDER_DBT_CLOUD: 'ERROR' }, 'error'],
  [{ TF_LOG_PROVIDER: 'ERROR', TF_LOG_PROVIDER_DBT_CLOUD: '' }, 'error'],
  [{ TF_LOG_PROVIDER: 'ERROR', TF_LOG_PROVIDER_OTHER: 'TRACE' }, 'error'],
]

for (const [env, written] of levels) {
  t.test(`writes ${written || 'nothing'} where the host has ${JSON.stringify(env)}`, async (t) => {
    const lines = logged(env, (log) => {
      for (const level of ['trace', 'debug', 'info', 'warn', 'error'] as const) log(level, level)
    })
    t.equal(lines.map((line) => JSON.parse(line)['@message']).join(' '), written)
  })
}
