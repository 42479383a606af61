import { readdirSync, readFileSync } from 'node:fs'
import type { Emulator } from '../../../src/emulator/index.ts'

const contents = (pid: string, file: 'cmdline' | 'environ'): readonly string[] => {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8').split('\0')
  } catch {
    return [] // It has ended since, or belongs to another user.
  }
}

/** The running bridges of the projects that use this emulator. Pulumi starts each in a process group of its own. */
export const bridgesOf = ({ host_url }: Emulator): readonly number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => contents(pid, 'environ').includes(`DBT_CLOUD_HOST_URL=${host_url}`))
    .filter((pid) => contents(pid, 'cmdline')[0]?.endsWith('/pulumi-resource-terraform-provider'))
    .map(Number)
