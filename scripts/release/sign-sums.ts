import { execFileSync } from 'node:child_process'

/** Signs the checksums with the key of this fingerprint. Writes the binary file `${sums}.sig` that registries require. */
export const signSums = (sums: string, fingerprint: string): void => {
  const options = ['--batch', '--yes', '--local-user', fingerprint]
  execFileSync('gpg', [...options, '--output', `${sums}.sig`, '--detach-sign', sums], {
    stdio: ['ignore', 'inherit', 'inherit'],
  })
}
