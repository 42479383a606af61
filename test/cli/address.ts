import t from 'tap'
import { parseAddress } from '../../src/cli/address.ts'
import { UsageError } from '../../src/cli/usage-error.ts'

const valid: readonly (readonly [text: string, address: string])[] = [
  ['dbt-labs/dbtcloud', 'registry.terraform.io/dbt-labs/dbtcloud'],
  ['registry.opentofu.org/dbt-labs/dbtcloud', 'registry.opentofu.org/dbt-labs/dbtcloud'],
  ['Example.COM/Ns/Type', 'example.com/ns/type'],
  ['localhost:8443/a/b', 'localhost:8443/a/b'],
]

for (const [text, address] of valid)
  t.test(`reads ${text}`, async (t) => {
    t.equal(parseAddress(text), address)
  })

const invalid = [
  'dbtcloud',
  '/',
  'a//b',
  'a/b/c/d',
  '../../etc',
  'registry.terraform.io/../dbtcloud',
  'registry.terraform.io/dbt-labs/..',
  'a b/c',
  'a\\b/c/d',
  'https://registry.terraform.io/dbt-labs/dbtcloud',
  'host/ns/type\u0000',
  '-/b',
]

for (const text of invalid)
  t.test(`refuses ${JSON.stringify(text)}, shows it and says what is expected`, async (t) => {
    const error = t.throws(() => parseAddress(text), UsageError)
    t.match(error, {
      message: `Invalid value ${JSON.stringify(text)} for --address: expected HOST/`,
    })
  })
