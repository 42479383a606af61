import { accessSync, constants, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { findProgram } from '../find-program.ts'
import { cachedProgram } from './cache.ts'
import { recipes } from './recipes.ts'

/** The folder with further hosts: newer Terraforms as `terraform-1.15.9`, Pulumi's language hosts. */
const ownFolder = (): string | undefined => process.env['TEST_HOSTS'] || undefined

const isExecutable = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

const inCache = (name: string): string | undefined => {
  const recipe = recipes.find(({ program }) => program === name)
  return recipe && [cachedProgram(recipe)].find(isExecutable)
}

const inOwnFolder = (name: string): string | undefined => {
  const folder = ownFolder()
  return folder === undefined ? undefined : [join(folder, name)].find(isExecutable)
}

/** The absolute path of a host's program: from TEST_HOSTS, PATH or what `npm run hosts` built. */
export const locateHost = (name: string): string | undefined =>
  inOwnFolder(name) ?? findProgram(name) ?? inCache(name)

/** Further versions of a program in TEST_HOSTS: `terraform-1.15.9` and `terraform_1.16.0-rc2`. */
export const locateVersions = (name: string): readonly string[] => {
  const folder = ownFolder()
  if (folder === undefined) return []
  return readdirSync(folder)
    .filter((file) => file.startsWith(`${name}-`) || file.startsWith(`${name}_`))
    .map((file) => join(folder, file))
    .filter(isExecutable)
    .sort()
}
