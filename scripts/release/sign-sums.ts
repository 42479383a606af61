import { execFileSync } from 'node:child_process'

/** Writes `${sums}.sig`, binary as the registries want it, with the key of that fingerprint. */
export const signSums = (sums: string, fingerprint: string): void => {
  const options = ['--batch', '--yes', '--local-user', fingerprint]
  execFileSync('gpg', [...options, '--output', `${sums}.sig`, '--detach-sign', sums], {
    stdio: ['ignore', 'inherit', 'inherit'],
  })
}
