import t from 'tap'
import type { Situation } from '../../src/api/advice.ts'
import { adviseOnTransport, isUntrusted, mostRetriesAfter } from '../../src/api/transport-fault.ts'

const situation: Situation = {
  hostUrl: 'https://ab123.us1.dbt.com/api',
  account: '42',
  accounts: undefined,
  proxyVariable: undefined,
  now: () => Date.UTC(2026, 10, 24, 12),
  trustFaults: () => [],
}

const cases: readonly (readonly [reason: string, says: RegExp, mostRetries: number | undefined])[] =
  [
    ['SELF_SIGNED_CERT_IN_CHAIN', /does not trust.*NODE_EXTRA_CA_CERTS/, 0],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', /does not trust.*NODE_EXTRA_CA_CERTS/, 0],
    ['CERT_NOT_YET_VALID', /2026-11-24 12:00 UTC\)\. Check its clock/, 0],
    ['CERT_HAS_EXPIRED', /Check its clock/, 0],
    ['ERR_TLS_CERT_ALTNAME_INVALID', /another host\. Check host_url/, 0],
    ['ENOTFOUND', /host was not found\. Check host_url/, 1],
    ['EAI_AGAIN', /could not be resolved/, undefined],
    ['EPROTO', /Check host_url, which begins with https/, 0],
    ['ERR_SSL_WRONG_VERSION_NUMBER', /begins with https/, 0],
    ['ERR_SSL_PACKET_LENGTH_TOO_LONG', /begins with https/, 0],
    ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', /1\.2 or later is required/, 0],
    ['ERR_SSL_UNSUPPORTED_PROTOCOL', /1\.2 or later is required/, 0],
    ['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', /no common TLS version/, 0],
    ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', /requires a client certificate/, 0],
    ['ERR_SSL_SSLV3_ALERT_BAD_RECORD_MAC', /^Check the network\.$/, undefined],
    ['ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR', /^Check the network\.$/, undefined],
    ['HPE_INVALID_EOF_STATE', /^Check the network\.$/, undefined],
    ['HPE_HEADER_OVERFLOW', /larger than 256 KiB/, 0],
    ['HPE_INVALID_CONSTANT', /not valid HTTP/, 0],
    ['RESPONSE_TOO_LARGE', /larger than 64 MiB/, 0],
    ['Z_DATA_ERROR', /could not be decompressed/, 0],
    ['ECONNREFUSED', /^Nothing accepts connections at this address/, undefined],
    ['ECONNRESET', /^Check host_url and the network\.$/, undefined],
    ['anything else', /^Check host_url and the network\.$/, undefined],
    ['PROXY_SELF_SIGNED_CERT_IN_CHAIN', /does not trust/, 0],
    ['PROXY_ERR_TLS_CERT_ALTNAME_INVALID', /another host/, 0],
    ['PROXY_EPROTO', /^The proxy in .* no common TLS version.*begin its address with http:/, 0],
    ['PROXY_ERR_SSL_WRONG_VERSION_NUMBER', /^The proxy in .*does not use TLS/, 0],
    ['PROXY_407', /with status 407\. It requires a user and a password/, 0],
    ['PROXY_403', /with status 403\. Ask its administrator.*NO_PROXY/, 0],
    ['PROXY_405', /with status 405\. It may not reach/, 0],
    ['PROXY_502', /with status 502\. It may not reach/, undefined],
    ['PROXY_503', /with status 503\. It may not reach/, undefined],
    ['PROXY_TIMEOUT', /within timeout_seconds/, undefined],
    ['PROXY_HPE_INVALID_CONSTANT', /The response of the proxy is not valid HTTP/, 0],
    ['PROXY_ECONNREFUSED', /cannot be reached\. Check its address/, undefined],
  ]

for (const [reason, says, mostRetries] of cases)
  t.test(`explains ${reason}${mostRetries === 0 ? ', which no retry can help' : ''}`, async (t) => {
    t.match(adviseOnTransport(reason, situation), says)
    t.match(adviseOnTransport(reason, undefined), /./)
    t.equal(mostRetriesAfter(reason), mostRetries)
  })

t.test('names the proxy where one is used', async (t) => {
  const proxied = { ...situation, proxyVariable: 'https_proxy' }
  for (const reason of [
    'PROXY_407',
    'PROXY_502',
    'PROXY_EPROTO',
    'PROXY_TIMEOUT',
    'ECONNRESET',
    'ENOTFOUND',
  ])
    t.match(adviseOnTransport(reason, proxied), 'roxy in https_proxy', reason)
})

t.test('names a certificate file that cannot be used instead of asking for one', async (t) => {
  const faults = ['NODE_EXTRA_CA_CERTS is set to /x, which cannot be read.']
  const advice = adviseOnTransport('SELF_SIGNED_CERT_IN_CHAIN', {
    ...situation,
    trustFaults: () => faults,
  })
  t.equal(advice, faults[0])
})

t.test('knows a certificate that nobody who is trusted has signed', async (t) => {
  t.ok(isUntrusted('DEPTH_ZERO_SELF_SIGNED_CERT'))
  t.notOk(isUntrusted('CERT_HAS_EXPIRED'))
})
