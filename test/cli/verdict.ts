import t from 'tap'
import { formatVerdict, type Mark } from '../../src/cli/verdict.ts'

const plain = { columns: 1000, paint: (_tone: string, text: string) => text }
const named = { columns: 1000, paint: (tone: string, text: string) => `<${tone}>${text}</${tone}>` }

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

const hostile: Readonly<Record<string, string>> = {
  'a terminal sequence': '\u001b[2J\u001b[1;1Hok       token          Fine.',
  'an 8-bit sequence': '\u009b2Jx',
  'a hyperlink': '\u001b]8;;https://attacker.example\u0007click\u001b]8;;\u0007',
  'a line end': 'x\nok       token          Fine.',
  'a carriage return': 'x\rok       token          Fine.',
  'other line ends': 'x\u2028ok token\u2029ok token\u0085ok token\vok token\fok token',
  'a direction mark': 'a\u202eb\u2066c',
  backspaces: `x${'\b'.repeat(80)}ok       token`,
  'a word that fills the line': `${'x'.repeat(56)}ok\u2800\u2800\u2800\u2800\u2800\u2800token`,
  'wide letters that fill the line': `${'日'.repeat(28)}ok token`,
  'blanks that do not break': `${'\u00a0'.repeat(56)}ok\u00a0token`,
}

for (const [title, text] of Object.entries(hostile))
  for (const columns of [20, 40, 80, 200])
    t.test(`lets no text print a line of its own: ${title}, at ${columns} columns`, async (t) => {
      const verdict = { mark: 'note', subject: 'account', text, details: [text] } as const
      const [, ...lines] = formatVerdict(verdict, { ...plain, columns }).split('\n')
      t.notMatch(lines.join(''), /[\p{Cc}\u202e\u2066\u2028\u2029]/u)
      for (const line of lines) {
        t.match(line, /^ /, 'only a verdict begins at the left edge')
        const width = Array.from(line).length + (line.match(/日/g) ?? []).length
        t.ok(width <= columns, line)
      }
    })

t.test('puts a text below its verdict where the terminal is narrow', async (t) => {
  const verdict = { mark: 'ok', subject: 'token', text: 'Fine as it is.' } as const
  t.equal(formatVerdict(verdict, { ...plain, columns: 20 }), 'ok  token\n  Fine as it is.')
})
