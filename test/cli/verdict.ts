import t from 'tap'
import { formatVerdict, type Mark } from '../../src/cli/verdict.ts'

const plain = { paint: (_tone: string, text: string) => text }
const named = { paint: (tone: string, text: string) => `<${tone}>${text}</${tone}>` }

t.test('puts what it speaks of below, in one column', async (t) => {
  const verdict = { mark: 'ok', subject: 'token', text: 'Fine.', details: ['one', 'two'] } as const
  const column = ' '.repeat(24)
  t.equal(
    formatVerdict(verdict, plain),
    `ok       token          Fine.\n${column}  one\n${column}  two`,
  )
})

const tones: Readonly<Record<Mark, string>> = {
  ok: 'green',
  note: 'yellow',
  wrong: 'red',
  skipped: 'dim',
}

for (const [mark, tone] of Object.entries(tones))
  t.test(`colours ${mark} alone, in ${tone}`, async (t) => {
    // `as`: the keys of the table are all marks.
    const line = formatVerdict({ mark: mark as Mark, subject: 'SCIM', text: 'So.' }, named)
    t.match(line, new RegExp(`^<${tone}>${mark} *</${tone}>  SCIM +So\\.$`))
  })

t.test('lets nobody who named a thing steer the terminal', async (t) => {
  const verdict = { mark: 'ok', subject: 'account', text: 'a\u001b[2Jb', details: ['\u001b[31mc'] }
  t.notMatch(formatVerdict({ ...verdict, mark: 'ok' }, plain), '\u001b')
})
