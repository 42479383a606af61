/** node replay.cjs BUNDLE CODE: runs the bundle with V8's code cache, as the executable does. */
import { readFileSync } from 'node:fs'
import { run } from '../packaging/run.ts'

const [bundle = '', code = ''] = process.argv.splice(2)
run(readFileSync(bundle, 'latin1'), readFileSync(code))
