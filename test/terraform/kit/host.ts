import t, { type Test } from 'tap'
import { findProgram } from '../../../scripts/find-program.ts'

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

/** The hosts on PATH. */
export const hosts: readonly Host[] = known.flatMap((host) => {
  const program = findProgram(host.name)
  return program === undefined ? [] : [{ ...host, program }]
})

const without = { skip: 'neither terraform nor tofu is on PATH' }

/** A test that is run once under each host there is, and skipped where there is none. */
export const hosted = (title: string, body: (t: Test, host: Host) => Promise<void>): void => {
  if (hosts.length === 0) t.test(title, without, async () => {})
  for (const host of hosts)
    t.test(hosts.length === 1 ? title : `${title} (${host.name})`, async (t) => body(t, host))
}
