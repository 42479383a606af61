import t from 'tap'
import { createAgents } from '../../src/api/agents.ts'
import { readOptions } from '../../src/api/settings.ts'
import { TunnelAgent } from '../../src/api/tunnel.ts'

const least = { token: 'x', account_id: 1 }

t.test('connects directly where no proxy is named', async (t) => {
  const { http, https } = createAgents(readOptions(least))
  t.notOk(https instanceof TunnelAgent)
  t.match(https.options, {
    minVersion: 'TLSv1.2',
    allowPartialTrustChain: true,
    autoSelectFamilyAttemptTimeout: 4000,
  })
  t.equal(http.maxSockets, 16)
})

t.test('opens tunnels through a proxy', async (t) => {
  const agents = createAgents(readOptions({ ...least, env: { HTTPS_PROXY: 'proxy:3128' } }))
  t.ok(agents.https instanceof TunnelAgent)
})
