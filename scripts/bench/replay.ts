/** node replay.cjs BUNDLE CODE: runs the bundle as the executable does, with V8's code for it. */
import { readFileSync } from 'node:fs'
import { run } from '../packaging/run.ts'

const [bundle = '', code = ''] = process.argv.splice(2)
run(readFileSync(bundle, 'latin1'), readFileSync(code))
