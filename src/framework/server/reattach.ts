import type { Place } from './handshake.ts'

/** Terraform and OpenTofu put their own registry before an address without one; Pulumi knows no other form. */
const shortAddress = (address: string): string => address.replace(/^registry\.terraform\.io\//, '')

/**
 * What a person sets so that a host finds the running provider: one line for Terraform and OpenTofu, one
 * for Pulumi. `Test` says that the process outlives a command: without it Terraform 1.11 crashes.
 */
export const reattachLines = (address: string, { network, address: socket }: Place): string => {
  const entry = {
    Protocol: 'grpc',
    ProtocolVersion: 6,
    Pid: process.pid,
    Test: true,
    Addr: { Network: network, String: socket },
  }
  const providers = shellQuoted(JSON.stringify({ [shortAddress(address)]: entry }))
  const variables = ['TF_REATTACH_PROVIDERS', 'PULUMI_BRIDGE_REATTACH_PROVIDERS']
  return variables.map((variable) => `${variable}=${providers}`).join('\n')
}

const shellQuoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`
