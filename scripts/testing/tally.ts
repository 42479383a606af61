import type { Readable } from 'node:stream'
import { Parser, type Result } from 'tap-parser'

export interface Counts {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

export interface Failure {
  readonly name: string
  /** What the test framework knows of it: location, difference, stack. */
  readonly diag: unknown
}

/** One test file: its assertions, not its subtests. */
export interface FileTally extends Counts {
  readonly file: string
  readonly milliseconds: number
  readonly failures: readonly Failure[]
}

const failure = ({ fullname, name, diag }: Result): Failure => ({ name: fullname || name, diag })

/** Collects the assertions of a parser and of all its subtests, in order. */
const collect = (parser: Parser, into: Result[]): void => {
  let before = 0
  parser.on('child', (child: Parser) => {
    before = into.length
    collect(child, into)
  })
  parser.on('assert', (result: Result) => {
    if (!result.closingTestPoint || addsToSubtest(result, into.slice(before))) into.push(result)
  })
}

/** The test point that closes a subtest says more than the subtest: that it crashed, or why it has nothing. */
const addsToSubtest = (point: Result, subtest: readonly Result[]): boolean =>
  point.ok ? Boolean(point.skip) && subtest.length === 0 : subtest.every(isGood)

const isGood = ({ ok, todo }: Result): boolean => ok && !todo

const isSkipped = (result: Result): boolean => isGood(result) && Boolean(result.skip)

const tallyFile = (point: Result, results: readonly Result[]): FileTally => {
  const failures = results.filter((result) => !isGood(result))
  const skipped = results.filter(isSkipped).length
  return {
    file: point.name,
    milliseconds: Math.round(point.time ?? 0),
    passed: results.length - failures.length - skipped,
    failed: failures.length,
    skipped,
    failures: failures.map(failure),
  }
}

/**
 * Reads what `tap run` prints, where each test point at the top is a file, and reports each file as
 * it ends. An assertion marked as to do counts as failed: it is a promise, not a test. A file that
 * ends badly although its assertions hold (a crash, a timeout, a wrong plan) counts as one failure.
 */
export const tallyFiles = async (
  tap: Readable,
  report: (file: FileTally) => void,
): Promise<FileTally[]> => {
  const files: FileTally[] = []
  const results: Result[] = []
  const parser = new Parser()
  collect(parser, results)
  parser.on('assert', (point: Result) => {
    const file = tallyFile(point, results.splice(0))
    files.push(file)
    report(file)
  })
  tap.pipe(parser)
  await new Promise((resolve) => parser.on('complete', resolve))
  return files
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0)

export const total = (files: readonly Counts[]): Counts => ({
  passed: sum(files.map(({ passed }) => passed)),
  failed: sum(files.map(({ failed }) => failed)),
  skipped: sum(files.map(({ skipped }) => skipped)),
})

/** Which kinds of host this machine has. */
export interface HostKinds {
  readonly terraform: boolean
  readonly pulumi: boolean
}

const needsHost = (file: string, { terraform, pulumi }: HostKinds): boolean => {
  if (file.startsWith('test/hosts/pulumi-')) return pulumi
  if (file.startsWith('test/hosts/')) return terraform || pulumi
  return file.startsWith('test/terraform/') && terraform
}

/** A host test may be skipped only where there is no host. */
export const wronglySkipped = (
  files: readonly FileTally[],
  hosts: HostKinds,
): readonly FileTally[] =>
  files.filter(({ file, skipped }) => skipped > 0 && needsHost(file, hosts))
