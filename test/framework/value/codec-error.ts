import t from 'tap'
import { CodecError } from '../../../src/framework/value/codec-error.ts'

t.test('says where, what was expected and what kind was found', async (t) => {
  const path = [{ attribute: 'jobs' }, { index: 2 }, { attribute: 'env' }, { key: 'A' }]
  const error = new CodecError(path, 'a string', 'a list')
  t.equal(error.message, 'jobs[2].env["A"]: expected a string, found a list')
  t.equal(error.name, 'CodecError')
  t.strictSame([error.path, error.expected, error.found], [path, 'a string', 'a list'])
})

t.test('says nothing of a path at the root', async (t) => {
  t.equal(new CodecError([], 'JSON', 'other text').message, 'expected JSON, found other text')
})
