import type { Place } from './handshake.ts'

/**
 * What a person sets so that Terraform finds the running provider. `Test` says that the process lives
 * on: without it Terraform 1.11 crashes.
 */
export const reattachLine = (address: string, { network, address: socket }: Place): string => {
  const entry = {
    Protocol: 'grpc',
    ProtocolVersion: 6,
    Pid: process.pid,
    Test: true,
    Addr: { Network: network, String: socket },
  }
  return `TF_REATTACH_PROVIDERS='${JSON.stringify({ [address]: entry })}'`
}
