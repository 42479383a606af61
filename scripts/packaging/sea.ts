import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
// `module.exports` of pkg is another function that cannot take a runtime and a configuration.
import pkg, { type SeaConfig } from '@yao-pkg/pkg/lib-es5/sea.js'
import { adapt } from './elf/adapt.ts'
import { placeholderOption } from './elf/entry.ts'
import { locateOption } from './elf/locate-option.ts'
import { runtimeFlags } from './runtime-flags.ts'
import type { Target } from './target.ts'

/** What goes into the executable. */
export interface Content {
  /** The text of `start.ts`. */
  readonly start: string
  readonly bundle: string
  readonly code: Buffer | undefined
}

export interface Injection extends Content {
  readonly target: Target
  /** The path of a Node of the version that runs this. */
  readonly runtime: string
  /** An absolute path. */
  readonly output: string
}

/** Options of Node that the types of pkg do not have. pkg passes them on. */
interface NodeSeaConfig extends SeaConfig {
  readonly execArgv: readonly string[]
  readonly execArgvExtension: 'none'
}

const PKG_PLATFORM = { linux: 'linux', darwin: 'macos', win32: 'win' } as const

// `as`: pkg knows Alpine, its types do not.
const pkgPlatform = ({ os, libc }: Target) =>
  (libc === 'musl' ? 'alpine' : PKG_PLATFORM[os]) as (typeof PKG_PLATFORM)[Target['os']]

/** Puts the content into a copy of the runtime. */
export const inject = async (injection: Injection): Promise<void> => {
  const { target, runtime, output } = injection
  const folder = mkdtempSync(join(tmpdir(), 'sea-'))
  try {
    const { entry, assets } = writeContent(folder, injection)
    await pkg.default(entry, {
      nodePath: target.os === 'linux' ? adaptFile(folder, runtime, target) : runtime,
      // The blob is made by the Node that runs this: one for another machine could not make it.
      useLocalNode: true,
      // An ad-hoc signature is ours to make: pkg asks a tool of macOS for it.
      signature: false,
      seaConfig: seaConfig(target, assets),
      targets: [{ platform: pkgPlatform(target), arch: target.arch, nodeRange, output }],
    })
    if (target.os === 'linux') locateOption(output)
    chmodSync(output, 0o755)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** `node26`: the Node that runs this. */
const nodeRange = `node${process.versions.node.replace(/\..*/, '')}`

const adaptFile = (folder: string, runtime: string, { arch }: Target) => {
  const path = join(folder, 'node')
  writeFileSync(path, adapt(readFileSync(runtime), arch), { mode: 0o755 })
  return path
}

const writeContent = (folder: string, { start, bundle, code }: Content) => {
  const write = (name: string, content: string | Buffer) => {
    const path = join(folder, name)
    writeFileSync(path, content)
    return path
  }
  return {
    entry: write('start.cjs', start),
    assets: { bundle: write('bundle', bundle), ...(code && { code: write('code', code) }) },
  }
}

const seaConfig = ({ os }: Target, assets: Record<string, string>): NodeSeaConfig => ({
  assets,
  disableExperimentalSEAWarning: true,
  // Ours is larger: start.ts.
  useCodeCache: false,
  useSnapshot: false,
  execArgv: [...runtimeFlags, ...(os === 'linux' ? [placeholderOption] : [])],
  // NODE_OPTIONS of the user must not reach the process: output of a preload breaks the handshake.
  execArgvExtension: 'none',
})
