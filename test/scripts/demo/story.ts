import t from 'tap'
import { changedLines } from '../../../scripts/demo/story.ts'

const cases: readonly (readonly [title: string, before: string, after: string, changed: string])[] =
  [
    ['a new file', '', 'a\nb\n', 'a\nb'],
    ['no change', 'a\nb\n', 'a\nb\n', ''],
    ['a changed line', 'a\nb\nc\n', 'a\nB\nc\n', '- b\n+ B'],
    ['a block at the end', 'x {\n}\n', 'x {\n}\n\ny {\n}\n', '+ \n+ y {\n+ }'],
    ['a line that is gone', 'a\nb\na\n', 'a\na\n', '- b'],
  ]

for (const [title, before, after, changed] of cases)
  t.test(`shows ${title}`, async (t) => {
    t.equal(changedLines(before, after), changed)
  })
