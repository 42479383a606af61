import t from 'tap'
import { MissingSourceError, readSource } from '../../src/docs/source-files.ts'

t.test('gives the text, an empty one too, and names what is missing', async (t) => {
  const files = new Map([['a.tf', '']])
  t.equal(readSource(files, 'a.tf', 'a page'), '')
  t.throws(() => readSource(files, 'b.tf', 'a page'), new MissingSourceError('b.tf', 'a page'))
})
