import t from 'tap'
import { isExcluded, targetOf } from '../../src/api/no-proxy.ts'

const cases: readonly (readonly [noProxy: string, url: string, excluded: boolean])[] = [
  // every host, and none
  ['*', 'https://dbt.example.com', true],
  ['a, *', 'https://dbt.example.com', true],
  ['', 'https://dbt.example.com', false],
  [' , ,', 'https://dbt.example.com', false],
  // names and their subdomains
  ['dbt.example.com', 'https://dbt.example.com', true],
  ['example.com', 'https://dbt.example.com', true],
  ['.example.com', 'https://dbt.example.com', true],
  ['.example.com', 'https://example.com', true],
  ['*.example.com', 'https://dbt.example.com', true],
  ['EXAMPLE.com.', 'https://dbt.example.COM.', true],
  ['xample.com', 'https://dbt.example.com', false],
  ['dbt.example', 'https://dbt.example.com', false],
  ['a.dbt.example.com', 'https://dbt.example.com', false],
  ['bücher.example', 'https://api.bücher.example', true],
  ['.', 'https://dbt.example.com', false],
  // several, separated by commas or white space
  ['one.example, two.example', 'https://two.example', true],
  ['one.example two.example', 'https://two.example', true],
  ['one.example,\ttwo.example\n', 'https://two.example', true],
  // ports
  ['example.com:443', 'https://dbt.example.com', true],
  ['example.com:8443', 'https://dbt.example.com', false],
  ['example.com:8443', 'https://dbt.example.com:8443', true],
  ['example.com:80', 'http://dbt.example.com', true],
  ['10.0.0.7:8443', 'https://10.0.0.7:8443', true],
  ['10.0.0.7:8443', 'https://10.0.0.7', false],
  // addresses
  ['10.0.0.7', 'https://10.0.0.7', true],
  ['10.0.0.7', 'https://10.0.0.77', false],
  ['0.0.7', 'https://10.0.0.7', false],
  ['fd00::1', 'https://[fd00::1]', true],
  ['[fd00::1]', 'https://[fd00::1]', true],
  ['[FD00:0:0::1]', 'https://[fd00::1]:8443', true],
  ['[fd00::1]:8443', 'https://[fd00::1]:8443', true],
  ['[fd00::1]:8443', 'https://[fd00::1]', false],
  // networks
  ['10.0.0.0/8', 'https://10.200.3.4', true],
  ['10.0.0.0/8', 'https://11.0.0.1', false],
  ['192.168.1.128/25', 'https://192.168.1.127', false],
  ['192.168.1.128/25', 'https://192.168.1.200', true],
  ['0.0.0.0/0', 'https://8.8.8.8', true],
  ['fd00::/8', 'https://[fd12::1]', true],
  ['[fd00::]/8', 'https://[fd12::1]', true],
  ['fd00::/8', 'https://[fe80::1]', false],
  ['10.0.0.0/8', 'https://dbt.example.com', false],
  ['10.0.0.0/8', 'https://[fd12::1]', false],
  // what is no network excludes nothing
  ['10.0.0.0/33', 'https://10.0.0.1', false],
  ['10.0.0.0/', 'https://10.0.0.1', false],
  ['example.com/8', 'https://dbt.example.com', false],
  ['https://dbt.example.com', 'https://dbt.example.com', false],
]

for (const [noProxy, url, excluded] of cases)
  t.test(
    `NO_PROXY=${JSON.stringify(noProxy)} ${excluded ? 'excludes' : 'does not exclude'} ${url}`,
    async (t) => {
      t.equal(isExcluded(noProxy, targetOf(new URL(url))), excluded)
    },
  )
