import type { Place } from './handshake.ts'

/** Terraform and OpenTofu add their own registry to a short address. Pulumi supports only the short form. */
const shortAddress = (address: string): string => address.replace(/^registry\.terraform\.io\//, '')

/**
 * The variables that a person sets so that a host attaches to the running provider: one line for Terraform and
 * OpenTofu, and one for Pulumi. `Test` means that the process outlives a command. Terraform 1.11 crashes without it.
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
