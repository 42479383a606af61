import t from 'tap'
import { wrap, wrapIndented } from '../../src/cli/wrap.ts'

const text =
  'Checks the settings in the environment, the connection to dbt Cloud, the token, and the account.'

for (const width of [1, 2, 7, 20, 40, 79, 80, 81, 120, 1000])
  t.test(`keeps within ${width} columns and loses no letter`, async (t) => {
    const lines = wrap(text, width)
    t.ok(lines.every((line) => line.length <= width))
    t.equal(lines.join('').replaceAll(' ', ''), text.replaceAll(' ', ''))
    t.notOk(lines.some((line) => line !== line.trim()))
  })

const cases: readonly (readonly [text: string, width: number, lines: readonly string[]])[] = [
  ['', 10, ['']],
  ['one two', 7, ['one two']],
  ['one two', 6, ['one', 'two']],
  ['one\n\ttwo', 20, ['one two']],
  ['one\u00a0two', 20, ['one two']],
  ['abcdef gh', 4, ['abcd', 'ef', 'gh']],
  ['日本語', 4, ['日本', '語']],
  ['aa bb cc dd ee', 12, ['aa bb cc', 'dd ee']],
  ['a b', 0, ['a', 'b']],
]

for (const [text, width, lines] of cases)
  t.test(`wraps ${JSON.stringify(text)} at ${width}`, async (t) => {
    t.strictSame(wrap(text, width), lines)
  })

t.test('keeps long words whole where a person may copy them', async (t) => {
  const lines = wrap('Cannot read /a/long/path here', 8, { keepWords: true })
  t.strictSame(lines, ['Cannot', 'read', '/a/long/path', 'here'])
})

t.test('indents each line, but leaves room to read', async (t) => {
  t.equal(wrapIndented('one two', 4, 40), '    one two')
  t.equal(wrapIndented('a word and another', 24, 30), '          a word and another')
  t.equal(wrapIndented('ab cd', 24, 3), ' ab\n cd')
})
