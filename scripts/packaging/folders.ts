import { join } from 'node:path'

export const root = join(import.meta.dirname, '../..')

/** What can be made again: runtimes and packages. */
export const cache = join(root, 'node_modules/.cache/packaging')
