import { homedir } from 'node:os'
import { join } from 'node:path'
import { pinnedVersion, type Recipe } from './recipes.ts'

/** Where built hosts are kept, outside the clone, so that the next clone and CI use them again. */
export const cacheFolder = (): string =>
  join(
    process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'),
    'terraform-provider-dbtcloud',
    'hosts',
  )

/** The folder of one host, named by its version: another version is another folder. */
export const cachedFolder = (recipe: Recipe): string =>
  join(cacheFolder(), `${recipe.name}-${pinnedVersion(recipe)}`)

/** The program of a host, whether or not it was built. */
export const cachedProgram = (recipe: Recipe): string => join(cachedFolder(recipe), recipe.program)
