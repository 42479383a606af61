import { Agent } from 'node:http'
import { type AgentOptions, Agent as TlsAgent } from 'node:https'
import type { Settings } from './settings.ts'
import { TunnelAgent } from './tunnel.ts'

// The largest number of requests in progress; more wait for a socket. Terraform sends 10 at once.
const maxSockets = 16

// Idle sockets are closed before a server or a load balancer closes them, because a reset of a
// reused socket makes a request ambiguous.
const idleMs = 5_000

// For each address of the host. Node's default of half a second is too short for a slow network.
const connectMs = 4_000

const options: AgentOptions = {
  keepAlive: true,
  maxSockets,
  timeout: idleMs,
  autoSelectFamilyAttemptTimeout: connectMs,
  minVersion: 'TLSv1.2',
  // An intermediate or the server's own certificate in NODE_EXTRA_CA_CERTS is enough, as for other programs.
  allowPartialTrustChain: true,
}

/** The connection pools of a client. */
export const createAgents = ({ proxy, timeoutMs, clock }: Settings) => {
  if (proxy === undefined) return { http: new Agent(options), https: new TlsAgent(options) }
  return {
    http: new Agent({ ...options, proxyEnv: { HTTP_PROXY: proxy.url.href } }),
    https: new TunnelAgent(options, { proxy, timeoutMs, clock }),
  }
}
