import { stripTypeScriptTypes } from 'node:module'

export const metrics = ['statements', 'branches', 'functions', 'lines'] as const

export type Metric = (typeof metrics)[number]
export type Percentages = Readonly<Record<Metric, number>>

/** The percentage of each metric, by room, such as `src/api`. */
export type Rooms = Readonly<Record<string, Percentages>>

/** One file in Istanbul's json-summary. */
export type FileCoverage = Readonly<Record<Metric, { readonly total: number; covered: number }>>

/** The files of one room, by their path from the root. */
const inRoom = (files: Readonly<Record<string, FileCoverage>>, room: string) =>
  Object.entries(files)
    .filter(([path]) => path.startsWith(`${room}/`))
    .map(([, coverage]) => coverage)

const percentage = (files: readonly FileCoverage[], metric: Metric): number => {
  const all = files.reduce((sum, file) => sum + file[metric].total, 0)
  const covered = files.reduce((sum, file) => sum + file[metric].covered, 0)
  return all === 0 ? 100 : (covered / all) * 100
}

const eachMetric = (value: (metric: Metric) => number): Percentages => ({
  statements: value('statements'),
  branches: value('branches'),
  functions: value('functions'),
  lines: value('lines'),
})

export const measure = (
  files: Readonly<Record<string, FileCoverage>>,
  rooms: readonly string[],
): Rooms =>
  Object.fromEntries(
    rooms.map((room) => [room, eachMetric((metric) => percentage(inRoom(files, room), metric))]),
  )

/** One line for each metric of a room that is below its minimum. */
export const belowFloor = (measured: Rooms, floors: Rooms): string[] =>
  Object.entries(floors).flatMap(([room, floor]) =>
    metrics
      .filter((metric) => (measured[room]?.[metric] ?? 0) < floor[metric])
      .map((metric) => {
        const reached = (measured[room]?.[metric] ?? 0).toFixed(2)
        return `${room}: ${reached}% of ${metric} covered, the minimum is ${floor[metric]}%`
      }),
  )

/** The new minimums: whole percentages, never lower than before. */
export const raise = (measured: Rooms, floors: Rooms): Rooms =>
  Object.fromEntries(
    Object.entries(measured).map(([room, reached]) => [
      room,
      eachMetric((metric) => Math.max(floors[room]?.[metric] ?? 0, Math.floor(reached[metric]))),
    ]),
  )

/** True if a TypeScript source has no code at run time. No test can load such a file. */
export const isTypesOnly = (source: string): boolean =>
  stripTypeScriptTypes(source)
    .replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*|export\s*\{\s*\}/g, '')
    .replaceAll(';', '')
    .trim() === ''
