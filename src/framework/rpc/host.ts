import type { HostName } from '../schema/provider.ts'

/** The host by the version that it reports. Pulumi's bridge reports `1.0.0+pulumi-terraform-bridge`. */
export const hostNameOf = (terraformVersion: string): HostName =>
  terraformVersion.includes('pulumi-terraform-bridge') ? 'pulumi' : 'terraform'
