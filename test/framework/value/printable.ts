import { array, assert, constantFrom, integer, oneof, property, string } from 'fast-check'
import t from 'tap'
import { printableLine, printableText } from '../../../src/framework/value/printable.ts'

const cases: readonly (readonly [title: string, text: string, line: string, text?: string])[] = [
  ['keeps plain text', 'A token "n" exists.', 'A token "n" exists.'],
  ['keeps other scripts', 'Größe 名前 שלום مرحبا', 'Größe 名前 שלום مرحبا'],
  ['keeps emoji with joiners', '👩‍💻 ❤️ 👨🏽‍🚀 1️⃣', '👩‍💻 ❤️ 👨🏽‍🚀 1️⃣'],
  ['keeps joiners of Persian and Hindi', 'می‌خواهم क्‍ष', 'می‌خواهم क्‍ष'],
  ['removes colors', 'a \u001b[1;31mred\u001b[0m b', 'a red b'],
  ['removes colors in their 8-bit form', 'a \u009b31mred\u009bm b', 'a red b'],
  ['removes cursor movements', 'fine\u001b[2K\u001b[1Gforged', 'fineforged'],
  ['removes hyperlinks', '\u001b]8;;http://x\u001b\\here\u001b]8;;\u0007', 'here'],
  ['removes window titles', '\u009d0;title\u009ctext', 'text'],
  ['shows an OSC that has no end', '\u001b]0;title', '\\u001b]0;title'],
  ['shows a sequence that a removal would form', '\u001b\u001b[0m[31m', '\\u001b[31m'],
  ['shows device control strings', '\u001bPq\u001b\\', '\\u001bPq\\u001b\\'],
  ['shows NUL, BEL, backspace and DEL', '\0\u0007\b\u007f', '\\u0000\\u0007\\u0008\\u007f'],
  ['shows C1 controls', '\u0080\u0090', '\\u0080\\u0090'],
  ['shows direction marks', 'a\u202egpj.exe\u2069\u200f', 'a\\u202egpj.exe\\u2069\\u200f'],
  ['shows the Arabic letter mark', '\u061c', '\\u061c'],
  ['shows zero-width characters', 'ad\u200bmin\ufeff\u2060', 'ad\\u200bmin\\ufeff\\u2060'],
  ['shows joiners between Latin letters', 'ad\u200dmin\u200c', 'ad\\u200dmin\\u200c'],
  ['shows fillers and soft hyphens', '\u3164\u00ad', '\\u3164\\u00ad'],
  [
    'shows tags and selectors that hide text',
    '\u{e0041}\u{e0100}a\ufe0f',
    '\\u{e0041}\\u{e0100}a\\ufe0f',
  ],
  ['replaces lone surrogates', 'a\ud800b', 'a\ufffdb'],
  ['folds line ends', 'a\r\nb\rc\u2028d\u0085e', 'a b c d e', 'a\nb\nc\nd\ne'],
  ['folds many line ends', 'a\n\n \n\r\n\nb', 'a   b', 'a\n\nb'],
  ['keeps tabs only in a text of several lines', 'a\tb', 'a b', 'a\tb'],
  ['keeps the spaces that indent', '  a', '  a'],
  ['drops line ends at both ends', '\n\na\r\n', 'a'],
]

for (const [title, given, line, text = line] of cases)
  t.test(title, async (t) => {
    t.equal(printableLine(given), line)
    t.equal(printableText(given), text)
  })

/** Texts full of what a terminal obeys. */
const hostile = array(
  oneof(
    string({ unit: 'binary' }),
    constantFrom('\u001b', '[', ']', '\u009b', '\u009d', '\u0007', '\\', '\r', '\n', 'm', '0;'),
    integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
  ),
).map((parts) => parts.join(''))

const obeyed = /[[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}\u200b\ufeff]--[\t\n]]/v

t.test('leaves nothing that a terminal obeys in any text', async () => {
  assert(
    property(hostile, (text) => {
      const [line, lines] = [printableLine(text), printableText(text)]
      return (
        !obeyed.test(line) &&
        !/[\t\n]/.test(line) &&
        !obeyed.test(lines) &&
        line.isWellFormed() &&
        lines.isWellFormed()
      )
    }),
    { numRuns: 2000 },
  )
})

t.test('changes nothing in a text that it returned', async () => {
  assert(
    property(hostile, (text) => {
      const [line, lines] = [printableLine(text), printableText(text)]
      return printableLine(line) === line && printableText(lines) === lines
    }),
    { numRuns: 2000 },
  )
})

t.test('shows every printable ASCII text as it is', async () => {
  assert(property(string({ unit: 'grapheme-ascii' }), (text) => printableLine(text) === text))
})

t.test('takes a million characters in less than two seconds', async (t) => {
  const start = performance.now()
  for (const part of ['\u001b]', '\u001b[', '\n ', '\u200d', 'a', '\u001b[0m'])
    printableText(part.repeat(1_000_000 / part.length))
  t.ok(performance.now() - start < 12_000)
})
