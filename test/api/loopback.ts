import t from 'tap'
import { bareHost, isLoopback } from '../../src/api/loopback.ts'

/** The host as URL writes it. */
const hostOf = (address: string): string => new URL(`http://${address}/`).hostname

const cases: Readonly<Record<string, boolean>> = {
  localhost: true,
  'LOCALHOST.': true,
  'app.localhost': true,
  '127.0.0.1': true,
  '127.255.3.4': true,
  '127.1': true,
  '0x7f000001': true,
  '[::1]': true,
  '[0:0:0:0:0:0:0:1]': true,
  '[::ffff:127.0.0.1]': true,
  'localhost.example.com': false,
  notlocalhost: false,
  '127.0.0.1.example.com': false,
  '128.0.0.1': false,
  '10.0.0.1': false,
  '[::2]': false,
  '[::ffff:10.0.0.1]': false,
}

for (const [address, expected] of Object.entries(cases))
  t.test(`${address} is ${expected ? 'this machine' : 'another host'}`, async (t) => {
    t.equal(isLoopback(hostOf(address)), expected)
  })

t.test('writes a host without brackets and without a dot at its end', async (t) => {
  t.same(['[FD00::1]', 'Example.com.', 'a'].map(bareHost), ['fd00::1', 'example.com', 'a'])
})
