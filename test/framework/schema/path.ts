import t from 'tap'
import { formatPath } from '../../../src/framework/schema/path.ts'

t.test('a path reads as Terraform writes it', async (t) => {
  t.equal(formatPath([]), '')
  t.equal(
    formatPath([{ attribute: 'jobs' }, { index: 2 }, { attribute: 'tags' }, { key: 'a "b"' }]),
    'jobs[2].tags["a \\"b\\""]',
  )
})
