import t from 'tap'
import { difference } from '../../src/docs/difference.ts'

t.test('lists pages that are missing, differ or are surplus', async (t) => {
  const wanted = new Map([
    ['same', '1'],
    ['empty', ''],
    ['changed', '1'],
    ['gone', '1'],
  ])
  const present = new Map([
    ['same', '1'],
    ['empty', ''],
    ['changed', '2'],
    ['new', '1'],
  ])
  t.strictSame(difference(wanted, present), {
    missing: ['gone'],
    differing: ['changed'],
    surplus: ['new'],
  })
})
