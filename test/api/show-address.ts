import t from 'tap'
import { showAddress } from '../../src/api/show-address.ts'

const cases: Readonly<Record<string, string>> = {
  'https://ab123.us1.dbt.com/api': '"https://ab123.us1.dbt.com/api"',
  ' cloud.getdbt.com ': '"cloud.getdbt.com"',
  'http://localhost:8080/api': '"http://localhost:8080/api"',
  '[::1]:8080': '"[::1]:8080"',
  '': '""',
  // users and passwords, in whatever form
  'https://me:canary@host/api': '"https://***@host/api"',
  'https://canary@host/api': '"https://***@host/api"',
  'me:canary@host/api': '"***@host/api"',
  'https://me:can@ary@host': '"https://***@host"',
  'https://me:can/ary#can?ary@host': '"https://***@host"',
  'https://me:canary%40host': '"https://***@host"',
  'https:\\\\me:canary@host': '"https:\\\\***@host"',
  '//me:canary@host': '"***@host"',
  'me:canary': '"me:***"',
  'https://me:canary/api': '"https://me:***/api"',
  // what may hold a secret, and what looks like a token
  'https://host/api?token=canary#canary': '"https://host/api"',
  dbtc_canary: '"***"',
  'https://dbtu_canary.example/': '"https://***.example/"',
  'canary-token': '"***"',
  // what could change what a terminal shows
  'https://host\n\u001B[31m/\u202Eapi': '"https://host /api"',
}

for (const [text, expected] of Object.entries(cases))
  t.test(`shows ${JSON.stringify(text).replaceAll('canary', '…')} as ${expected}`, async (t) => {
    t.equal(showAddress(text, ['canary-token']), expected)
  })

t.test('cuts a text that is too long for an address', async (t) => {
  t.match(showAddress('a'.repeat(500)), /^"a{120}…"$/)
})
