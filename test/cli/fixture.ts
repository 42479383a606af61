import { execFile } from 'node:child_process'
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Test } from 'tap'
import { execute } from '../../src/cli/cli.ts'
import type { Terminal } from '../../src/cli/terminal.ts'
import { type Emulator, type EmulatorOptions, startEmulator } from '../../src/emulator/index.ts'
import { type Plugin, start } from '../core/plugin-process.ts'
import type { Host } from '../terraform/kit/host.ts'

const main = join(import.meta.dirname, '../../src/main.ts')

/** Text with it is text that holds the API token. */
export const apiToken = 'dbtc_canary-31c8e5'

export const account = 70471823456789

type Env = Readonly<Record<string, string>>

export interface Outcome {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

// What measures coverage reaches the processes by their environment.
const measured: Env = Object.fromEntries(
  Object.entries(process.env).flatMap(([name, value]) =>
    /^(NODE_V8_COVERAGE$|NODE_OPTIONS$|_TAPJS_)/.test(name) && value ? [[name, value]] : [],
  ),
)

// So wide that no message is broken where a test reads it.
const wide: Env = { COLUMNS: '1000' }

/** Starts the program as a person does, from its sources, with no settings but those of `env`. */
export const startProgram = (args: readonly string[], env: Env = {}): Plugin =>
  start(process.execPath, { args: [main, ...args], env: { ...measured, ...wide, ...env } })

/** Runs it to its end. */
export const run = async (args: readonly string[], env: Env = {}): Promise<Outcome> => {
  const { exited, stdout, stderr } = startProgram(args, env)
  const { code } = await exited
  return { code, stdout: stdout.join('\n'), stderr: stderr.join('\n') }
}

/** Runs it to its end in this process: for what needs no more than arguments and a terminal. */
export const runHere = async (args: readonly string[], columns = 1000): Promise<Outcome> => {
  const { PATH = '' } = process.env
  const lines: Record<'stdout' | 'stderr', string[]> = { stdout: [], stderr: [] }
  const terminal: Terminal = {
    columns,
    print: (text) => void lines.stdout.push(text),
    remark: (text) => void lines.stderr.push(text),
    paint: (_tone, text) => text,
    onLost: () => {},
  }
  const code = await execute(args, { env: { PATH }, terminal, serveDebug: async () => {} })
  return { code, stdout: lines.stdout.join('\n'), stderr: lines.stderr.join('\n') }
}

/** A new folder, removed with the test. */
export const makeFolder = (t: Test): string => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'cli-test-')))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** An emulated dbt Cloud, and the environment that points there. */
export const startCloud = async (
  t: Test,
  options: EmulatorOptions = {},
): Promise<{ readonly emulator: Emulator; readonly env: Env }> => {
  const emulator = await startEmulator({ accounts: [{ id: account, token: apiToken }], ...options })
  t.teardown(() => emulator.close())
  return {
    emulator,
    env: {
      DBT_CLOUD_TOKEN: apiToken,
      DBT_CLOUD_ACCOUNT_ID: String(account),
      DBT_CLOUD_HOST_URL: emulator.host_url,
    },
  }
}

const launcher = `#!/bin/sh
unset NODE_OPTIONS
exec '${process.execPath}' '${main}' "$@"
`

/** Installs an executable that runs the sources into `mirror` below the folder. */
export const installFromSources = async (folder: string): Promise<Outcome> => {
  const from = join(folder, 'executable')
  writeFileSync(from, launcher, { mode: 0o755 })
  return run(['install', '--from', from, '--dir', join(folder, 'mirror')])
}

const requirement = `
terraform {
  required_providers {
    dbtcloud = {
      source = "registry.terraform.io/dbt-labs/dbtcloud"
    }
  }
}
`

/**
 * Runs a host in a folder that has its CLI configuration, `host.tfrc`, after an init of a
 * configuration that asks for the provider. Resolves to what it prints; rejects if it fails.
 */
export const runHost = async (
  { program }: Host,
  folder: string,
  args: readonly string[],
): Promise<string> => {
  writeFileSync(join(folder, 'main.tf'), requirement)
  const env = {
    PATH: '/usr/bin:/bin',
    HOME: folder,
    TMPDIR: folder,
    TF_CLI_CONFIG_FILE: join(folder, 'host.tfrc'),
    CHECKPOINT_DISABLE: '1',
  }
  const execute = async (args: readonly string[]) =>
    promisify(execFile)(program, args, { cwd: folder, env, maxBuffer: 2 ** 24 })
  await execute(['init', '-no-color', '-input=false'])
  return (await execute(args)).stdout
}
