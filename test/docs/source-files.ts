import t from 'tap'
import { MissingSourceError, readSource } from '../../src/docs/source-files.ts'

t.test('returns the text, even an empty one, and names a missing file', async (t) => {
  const files = new Map([['a.tf', '']])
  t.equal(readSource(files, 'a.tf', 'a page'), '')
  t.throws(() => readSource(files, 'b.tf', 'a page'), new MissingSourceError('b.tf', 'a page'))
})
