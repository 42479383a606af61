/**
 * node inject.ts FILE: makes what the `Job` in FILE says. Must be run by the version of Node that goes in,
 * because each version has a form of its own for what is put in.
 */
import { readFileSync } from 'node:fs'
import { inject } from '../sea.ts'
import { muslTarget } from '../target.ts'

/** As JSON. */
export interface Job {
  readonly start: string
  readonly bundle: string
  readonly runtime: string
  readonly output: string
}

const [file = ''] = process.argv.slice(2)
const job: Job = JSON.parse(readFileSync(file, 'utf8'))
await inject({ ...job, code: undefined, target: muslTarget })
