import t from 'tap'
import { adviseOnHostUrl, isClearText, lacksApi } from '../../src/api/host-url.ts'

const meant = 'https://ab123.us1.dbt.com/api'

const pasted = [
  'https://ab123.us1.dbt.com',
  'https://ab123.us1.dbt.com/',
  'https://ab123.us1.dbt.com/deploy/123/projects',
  'https://ab123.us1.dbt.com/settings/accounts/123/pages/profile?x=1#y',
  'https://ab123.us1.dbt.com/api/v2',
  'https://ab123.us1.dbt.com/api/v3/',
  'https://ab123.us1.dbt.com/api/v3/accounts/123/',
  'https://ab123.us1.dbt.com/API',
  'https://ab123.us1.dbt.com/api.',
  'https://AB123.us1.dbt.com/apis',
  'ab123.us1.dbt.com',
  'ab123.us1.dbt.com/api',
  '//ab123.us1.dbt.com/api',
  'https:/ab123.us1.dbt.com/api',
  ' https://ab123.us1.dbt.com/api/v2 ',
  'https://me:secret@ab123.us1.dbt.com/api',
  'me:12/secret@ab123.us1.dbt.com/api',
  'https//ab123.us1.dbt.com/api',
  'ftp://ab123.us1.dbt.com/api',
  'htps://ab123.us1.dbt.com/api',
  'https:// ab123.us1.dbt.com/api',
  '"https://ab123.us1.dbt.com/api"',
  "'ab123.us1.dbt.com'",
  '<https://ab123.us1.dbt.com/api>',
  '\\\\ab123.us1.dbt.com\\api',
]

for (const text of pasted)
  t.test(`takes ${JSON.stringify(text)} for what is meant`, async (t) => {
    t.equal(adviseOnHostUrl(text), `Set host_url to ${meant}.`)
  })

const others: Readonly<Record<string, RegExp>> = {
  'localhost:8080/x': /to https:\/\/localhost:8080\/api\./,
  'http://127.0.0.1:8080': /to http:\/\/127\.0\.0\.1:8080\/api\./,
  'http://[::1]:8080/': /to http:\/\/\[::1\]:8080\/api\./,
  '': /such as https:\/\/cloud\.getdbt\.com\/api\./,
  'my account': /such as/,
  acme: /such as/,
  'https://': /such as/,
}

for (const [text, expected] of Object.entries(others))
  t.test(`advises on ${JSON.stringify(text)}`, async (t) => {
    t.match(adviseOnHostUrl(text), expected)
  })

t.test('knows an address of the API by its end', async (t) => {
  t.same(
    pasted.slice(0, 10).map(lacksApi),
    Array.from({ length: 10 }, () => true),
  )
  for (const url of [meant, 'https://gateway.example/dbt/api']) t.notOk(lacksApi(url), url)
})

const clear: Readonly<Record<string, boolean>> = {
  'http://dbt.example/api': true,
  'http://10.0.0.1/api': true,
  'https://dbt.example/api': false,
  'http://localhost:8080/api': false,
  'http://127.0.0.1:8080/api': false,
  'http://[::1]/api': false,
}

for (const [url, expected] of Object.entries(clear))
  t.test(
    `${expected ? 'sees' : 'sees no'} danger for the token on its way to ${url}`,
    async (t) => {
      t.equal(isClearText(url), expected)
    },
  )
