import t from 'tap'
import { plainText, quoted } from '../../src/api/plain-text.ts'

const cases: readonly (readonly [what: string, text: string, plain: string])[] = [
  ['ordinary text', 'Größe 7 – “ok” 日本', 'Größe 7 – “ok” 日本'],
  ['an emoji joined of two', '👩‍💻', '👩‍💻'],
  ['colors', '\u001B[31mred\u001B[0m', 'red'],
  ['a cursor movement that overwrites a line', 'bad\u001B[2K\u001B[1Ggood', 'badgood'],
  ['colors in their 8-bit form', '\u009B31mred\u009B0m', 'red'],
  ['a window title', '\u001B]0;owned\u0007text', 'text'],
  ['a window title with a string terminator', '\u001B]0;owned\u001B\\text', 'text'],
  ['a link', '\u001B]8;;https://evil.example\u001B\\click\u001B]8;;\u001B\\', 'click'],
  ['a clipboard command in its 8-bit form', '\u009D52;c;ZXZpbA==\u009Ctext', 'text'],
  ['a device control string', '\u001BPq#0\u001B\\text', 'text'],
  ['a command without an end', '\u001B]0;rest', '0;rest'],
  ['a terminal reset', '\u001Bctext', 'text'],
  ['a character set switch', '\u001B(0text', 'text'],
  ['a bare escape at the end', 'text\u001B', 'text'],
  ['line ends', 'a\r\nb\nc\rd\u2028e\u2029f\u0085g', 'a b c d e f g'],
  ['a forged line', 'ok\n\nError: token accepted', 'ok Error: token accepted'],
  ['tabs and runs of blanks', ' a\t\tb   c ', 'a b c'],
  ['a backspace, a bell and a null', 'a\u0008b\u0007c\u0000d', 'abcd'],
  ['a delete', 'a\u007Fb', 'ab'],
  ['direction marks', '\u202Egnp.exe\u202C \u2066x\u2069 \u200Fy\u061C', 'gnp.exe x y'],
  ['characters of no width', 'pay\u200Bpal\uFEFF\u2060\u00AD', 'paypal'],
  ['hidden tag characters', 'a\u{E0041}\u{E0042}b', 'ab'],
  ['half a surrogate pair', 'a\uD800b', 'a\uFFFDb'],
  ['only control characters', '\u0000\u001B[0m', ''],
]

t.test('a text of others becomes one plain line', async (t) => {
  for (const [what, text, plain] of cases) t.equal(plainText(text), plain, what)
})

t.test('what is plain stays as it is', async (t) => {
  for (const [what, text] of cases) t.equal(plainText(plainText(text)), plainText(text), what)
})

t.test('a text of others stands in quotes', async (t) => {
  t.equal(quoted('No\u001B[1m such\nthing.'), '"No such thing."')
})

t.test('a million characters take no more than linear time', async (t) => {
  const starts = [
    '\u001B]',
    '\u009D',
    '\u001B[',
    '\u009B',
    '\u001B[0',
    '\u001B',
    ' ',
    '\u001B]\u001B[',
  ]
  for (const start of starts) {
    const begun = performance.now()
    plainText(start.repeat(1_000_000 / start.length))
    t.ok(performance.now() - begun < 1_000, JSON.stringify(start))
  }
})
