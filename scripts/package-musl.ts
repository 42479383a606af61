/**
 * npm run package:musl: makes dist/linux_amd64_musl/, the executable for Alpine and the libraries beside it.
 * Needs Linux with glibc on x86-64, and pip, because npm has no Node for musl.
 */
import { join } from 'node:path'
import manifest from '../package.json' with { type: 'json' }
import { root } from './packaging/folders.ts'
import { packageMusl } from './packaging/musl/package.ts'
import { muslTarget } from './packaging/target.ts'

const folder = join(root, 'dist', muslTarget.name)
await packageMusl(folder, manifest.version)
console.log(`${folder}: copy all its files into the same folder on the machine with musl`)
