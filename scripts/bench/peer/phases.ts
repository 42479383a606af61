import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Emulator, startEmulator } from '../../../src/emulator/index.ts'
import type { Figures } from './figures.ts'
import { peakDuring } from './peak-memory.ts'

export interface PhasesOptions {
  readonly terraform: string
  /** The executable, without symbolic links. */
  readonly provider: string
  readonly tokens: number
}

const LATENCY_MS = 50

const PHASES = {
  apply: ['apply', '-auto-approve'],
  plan: ['plan'],
  destroy: ['destroy', '-auto-approve'],
} as const

/** Creates, refreshes, and deletes the tokens with Terraform against a new emulator. */
export const measurePhases = async (options: PhasesOptions): Promise<Figures> => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'bench-peer-')))
  const emulator = await startEmulator({ latency: LATENCY_MS })
  try {
    const host = prepareHost(folder, emulator, options)
    const figures: Record<string, number> = {}
    for (const [phase, args] of Object.entries(PHASES)) {
      emulator.clear()
      const began = performance.now()
      const memory = await peakDuring(options.provider, async () => host(args))
      figures[`${phase}, s`] = (performance.now() - began) / 1000
      figures[`${phase}, requests`] = emulator.requests.length
      figures[`${phase}, peak memory, MiB`] = memory
    }
    return figures
  } finally {
    await emulator.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Writes the configuration. The result runs Terraform in the folder. */
const prepareHost = (folder: string, emulator: Emulator, options: PhasesOptions) => {
  const { terraform, provider, tokens } = options
  const providers = join(folder, 'providers')
  mkdirSync(providers)
  symlinkSync(provider, join(providers, 'terraform-provider-dbtcloud'))
  writeFileSync(join(folder, 'host.tfrc'), cliConfig(providers))
  writeFileSync(join(folder, 'main.tf'), configuration(tokens))
  const env = {
    PATH: '',
    HOME: folder,
    TF_CLI_CONFIG_FILE: join(folder, 'host.tfrc'),
    TF_INPUT: '0',
    CHECKPOINT_DISABLE: '1',
    DBT_CLOUD_TOKEN: 'emulator',
    DBT_CLOUD_ACCOUNT_ID: '1',
    DBT_CLOUD_HOST_URL: emulator.host_url,
  }
  return async (args: readonly string[]) =>
    promisify(execFile)(terraform, [...args, '-no-color'], {
      cwd: folder,
      env,
      maxBuffer: 2 ** 26,
    })
}

const cliConfig = (folder: string): string => `
provider_installation {
  dev_overrides {
    "dbt-labs/dbtcloud" = ${JSON.stringify(folder)}
  }
  direct {}
}
`

const configuration = (tokens: number): string => `
terraform {
  required_providers {
    dbtcloud = {
      source = "dbt-labs/dbtcloud"
    }
  }
}

resource "dbtcloud_scim_config_token" "each" {
  for_each = toset([for number in range(${tokens}) : "token-\${number}"])
  name     = each.key
}
`
