import t, { type Test } from 'tap'
import { locateHost } from '../../../scripts/hosts/locate.ts'

/** A program that runs providers. */
export interface Host {
  readonly name: 'terraform' | 'tofu'
  /** Its absolute path. */
  readonly program: string
  /** Where an address without a host name belongs: `dbt-labs/dbtcloud`. */
  readonly registry: 'registry.terraform.io' | 'registry.opentofu.org'
}

const known = [
  { name: 'terraform', registry: 'registry.terraform.io' },
  { name: 'tofu', registry: 'registry.opentofu.org' },
] as const

/** Terraform if this machine has it, else OpenTofu. The stories in test/hosts run under every host. */
export const base: Host | undefined = known
  .flatMap((host) => {
    const program = locateHost(host.name)
    return program === undefined ? [] : [{ ...host, program }]
  })
  .at(0)

const without = { skip: 'this machine has neither terraform nor tofu' }

/** A test under a real host, skipped where there is none. */
export const hosted = (title: string, body: (t: Test, host: Host) => Promise<void>): void => {
  if (base === undefined) t.test(title, without, async () => {})
  else t.test(title, async (t) => body(t, base))
}
