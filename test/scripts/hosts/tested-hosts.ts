import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { testedHosts, testedSentence } from '../../../scripts/hosts/tested-hosts.ts'

const read = (file: string): string =>
  readFileSync(join(import.meta.dirname, '../../..', file), 'utf8').replaceAll(/\s+/g, ' ')

t.test('README.md names the hosts and versions that the tests run with', async (t) => {
  t.match(read('README.md'), testedSentence())
})

t.test('the table in ARCHITECTURE.md has a column for each of them', async (t) => {
  t.match(read('ARCHITECTURE.md'), `| RPC | ${testedHosts.join(' | ')} |`)
})
