// Builds dist/main.cjs: the provider and its dependencies as one JavaScript file.
import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bundle } from './packaging/bundle.ts'
import { root } from './packaging/folders.ts'

const text = await bundle({ entry: 'src/main.ts', form: 'readable' })
mkdirSync(join(root, 'dist'), { recursive: true })
// Renamed into place, because another process may be starting the previous file.
const partial = join(root, `dist/main.cjs.${process.pid}`)
writeFileSync(partial, text)
renameSync(partial, join(root, 'dist/main.cjs'))
