// Makes dist/main.cjs: the provider with all that it needs, as one file of JavaScript.
import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bundle } from './packaging/bundle.ts'
import { root } from './packaging/folders.ts'

const text = await bundle({ entry: 'src/main.ts', form: 'readable' })
mkdirSync(join(root, 'dist'), { recursive: true })
// Put in its place whole: another process may be starting the one before it.
const partial = join(root, `dist/main.cjs.${process.pid}`)
writeFileSync(partial, text)
renameSync(partial, join(root, 'dist/main.cjs'))
