import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { moduleFolder, pinnedVersion, type Recipe } from './recipes.ts'

/** Where built hosts are kept, outside the clone, so that the next clone and CI use them again. */
export const cacheFolder = (): string =>
  join(
    process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'),
    'terraform-provider-dbtcloud',
    'hosts',
  )

/** Of a program of our own, the text: the version of what it uses does not tell one from the next. */
const ownDigest = (recipe: Recipe): readonly string[] => {
  if (recipe.main !== '.') return []
  const source = readFileSync(join(moduleFolder(recipe), 'main.go'))
  return [createHash('sha256').update(source).digest('hex').slice(0, 8)]
}

/** The folder of one host, named by its version: another version is another folder. */
export const cachedFolder = (recipe: Recipe): string =>
  join(cacheFolder(), [recipe.name, pinnedVersion(recipe), ...ownDigest(recipe)].join('-'))

/** The program of a host, whether or not it was built. */
export const cachedProgram = (recipe: Recipe): string => join(cachedFolder(recipe), recipe.program)
