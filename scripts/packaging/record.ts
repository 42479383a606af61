/**
 * node record.cjs BUNDLE CODE: runs the bundle and at its end writes V8's code for all that ran. Must
 * be run by the runtime that will use the code.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { run } from './run.ts'

const [bundle = '', code = ''] = process.argv.splice(2)
const script = run(readFileSync(bundle, 'latin1'))
process.once('exit', () => writeFileSync(code, script.createCachedData()))
