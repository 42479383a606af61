import { Script } from 'node:vm'

/** Runs a bundle of the form `packaged`. V8 itself checks whether `code` fits and else compiles. */
export const run = (bundle: string, code?: Buffer): Script => {
  const script = new Script(bundle, {
    filename: 'terraform-provider-dbtcloud',
    ...(code && { cachedData: code }),
  })
  // `as`: bundle.ts wraps it so.
  const main = script.runInThisContext() as (...scope: unknown[]) => void
  main(require, module, module.exports)
  return script
}
