import { readdirSync } from 'node:fs'
import { join } from 'node:path'

const marker = 'terraform-provider-'

/** Thrown if the bridge finds no executable. */
export class NoExecutableError extends Error {
  constructor(path: string) {
    super(`the bridge finds no executable for ${path}`)
    this.name = 'NoExecutableError'
  }
}

/**
 * The file that the bridge runs for the path in `pulumi package add terraform-provider PATH`
 * (dynamic/internal/shim/run/loader.go): the first file in the folder with this name, with or
 * without a suffix.
 *
 * @throws NoExecutableError
 */
export const executableOf = (path: string): string => {
  const at = path.lastIndexOf(marker)
  const [folder, name] = [path.slice(0, at), path.slice(at)]
  const fits = (file: string) =>
    file === name || file.startsWith(`${name}_`) || file.startsWith(`${name}.`)
  const found = readdirSync(folder).sort().find(fits)
  if (found === undefined) throw new NoExecutableError(path)
  return join(folder, found)
}
