import { median } from '../statistics.ts'
import type { Figures } from './figures.ts'

type Samples = readonly Figures[]

/** A table: the minimum and the median of each figure, first ours, then the peer's, and the ratio of the medians. */
export const reportComparison = (
  title: string,
  [ours, peers]: readonly [Samples, Samples],
): string =>
  [
    `${title}:`,
    line('', ['ours min', 'median', 'peer min', 'median', 'ratio min', 'median']),
    ...Object.keys(ours[0] ?? {}).map((name) =>
      line(name, cells(valuesOf(ours, name), valuesOf(peers, name))),
    ),
  ].join('\n')

const valuesOf = (samples: Samples, name: string): readonly number[] =>
  samples.map((figures) => figures[name] ?? Number.NaN)

const cells = (ours: readonly number[], peers: readonly number[]): readonly string[] => {
  const [own, other] = [ours, peers].map((values) => [Math.min(...values), median(values)] as const)
  const both = [...(own ?? []), ...(other ?? [])]
  const ratios = [0, 1].map(
    (index) => (own?.[index] ?? Number.NaN) / (other?.[index] ?? Number.NaN),
  )
  return [...both.map(written), ...ratios.map((ratio) => ratio.toFixed(2))]
}

const written = (value: number): string => value.toFixed(Number.isInteger(value) ? 0 : 1)

const line = (name: string, columns: readonly string[]): string =>
  `  ${name.padEnd(32)}${columns.map((column) => column.padStart(10)).join('')}`
