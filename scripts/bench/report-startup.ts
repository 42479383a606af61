import type { Split } from './split.ts'
import type { Startup } from './startup.ts'
import { median } from './statistics.ts'

const row = (name: string, value: number, unit: string) =>
  `  ${name.padEnd(34)}${value.toFixed(1).padStart(8)} ${unit}`

/** The time of each part, as the median of the samples. */
export const reportSplit = (samples: readonly Split[]): string =>
  [
    'Loading the parts one after another (with the code cache, without a socket):',
    ...Object.keys(samples[0] ?? {}).map((part) =>
      row(part, median(samples.map((split) => split[part] ?? Number.NaN)), 'ms'),
    ),
  ].join('\n')

export const reportStartup = (name: string, startup: Startup): string => {
  const { runtime, line, connected, answered, memory } = startup
  return [
    `${name}:`,
    row('bare runtime, -e 0', runtime, 'ms'),
    row('spawn to handshake line', line, 'ms'),
    row('  to TLS connection', connected, 'ms'),
    row('  to response of GetProviderSchema', answered, 'ms'),
    row('ratio of this to the bare runtime', answered / runtime, ''),
    ...(memory === undefined ? [] : [row('resident memory afterwards', memory, 'MiB')]),
  ].join('\n')
}
