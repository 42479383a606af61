import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cacheFolder } from './cache.ts'
import { type Built, fill } from './fill.ts'
import { run } from './run.ts'

export type SdkName = 'pulumi-sdk-node' | 'pulumi-sdk-python' | 'pulumi-sdk-java'

/** Pulumi's SDK of one language, which the programs in test/hosts/programs need. */
export interface Sdk {
  readonly name: SdkName
  readonly title: string
  readonly version: string
  /** The program that installs it. */
  readonly tool: 'npm' | 'python3' | 'mvn'
  /** The arguments of the commands that install it into a folder. */
  readonly commands: (folder: string) => readonly (readonly string[])[]
}

const pom = join(import.meta.dirname, '../../examples/pulumi/java/pom.xml')

export const sdks: readonly Sdk[] = [
  {
    name: 'pulumi-sdk-node',
    title: "Pulumi's SDK for Node.js",
    version: '3.270.0',
    tool: 'npm',
    commands: (folder) => [
      ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', folder].concat(
        '@pulumi/pulumi@3.270.0',
      ),
    ],
  },
  {
    name: 'pulumi-sdk-python',
    title: "Pulumi's SDK for Python",
    version: '3.272.0',
    tool: 'python3',
    commands: (folder) => [
      ['-m', 'pip', 'install', '--quiet', '--target', folder, 'pulumi==3.272.0'],
    ],
  },
  {
    name: 'pulumi-sdk-java',
    title: "Pulumi's SDK for Java",
    version: '1.36.1',
    tool: 'mvn',
    commands: (folder) => [
      ['-q', '-f', pom, `-Dmaven.repo.local=${folder}`, 'dependency:resolve', 'exec:help'],
    ],
  },
]

/** The folder of an installed SDK, whether or not it was installed. */
export const sdkFolder = ({ name, version }: Sdk): string =>
  join(cacheFolder(), `${name}-${version}`)

/** The folder of an SDK if `npm run hosts` installed it. */
export const installedSdk = (name: SdkName): string | undefined =>
  sdks
    .filter((sdk) => sdk.name === name)
    .map(sdkFolder)
    .find((folder) => existsSync(folder))

const runAll = async (program: string, commands: readonly (readonly string[])[]) => {
  // Maven writes beside a project, and Go's and npm's settings of a clone must not count.
  const cwd = mkdtempSync(join(tmpdir(), 'sdk-'))
  try {
    for (const args of commands) {
      const reason = await run(program, args, { cwd, env: process.env })
      if (reason !== undefined) return reason
    }
    return undefined
  } finally {
    rmSync(cwd, { recursive: true, force: true })
  }
}

/** Installs an SDK with its tool unless the cache has it. */
export const installSdk = async (tool: string, sdk: Sdk): Promise<Built> =>
  existsSync(sdkFolder(sdk))
    ? { kind: 'kept', seconds: 0 }
    : fill(sdkFolder(sdk), (folder) => runAll(tool, sdk.commands(folder)))
