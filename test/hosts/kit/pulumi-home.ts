import { copyFileSync, linkSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { locateHost } from '../../../scripts/hosts/locate.ts'
import { bridgePluginVersion } from '../../../scripts/hosts/recipes.ts'

/** The programs that a Pulumi story needs. */
export interface PulumiPrograms {
  readonly pulumi: string
  readonly bridge: string
  /** The folders of the language hosts, which Pulumi looks for on PATH. */
  readonly languages: readonly string[]
}

/** Pulumi, its bridge and its YAML host, or undefined where one of them is missing. */
export const findPulumi = (): PulumiPrograms | undefined => {
  const pulumi = locateHost('pulumi')
  const bridge = locateHost('pulumi-resource-terraform-provider')
  const yaml = locateHost('pulumi-language-yaml')
  if (pulumi === undefined || bridge === undefined || yaml === undefined) return undefined
  return { pulumi, bridge, languages: [dirname(yaml)] }
}

const place = (file: string, at: string): void => {
  try {
    linkSync(file, at)
  } catch {
    // Another file system: a copy. Pulumi follows no symbolic link there.
    copyFileSync(file, at)
  }
}

/** Makes a folder PULUMI_HOME that holds the bridge and nothing else, so that nothing is downloaded. */
export const makePulumiHome = (folder: string, { bridge }: PulumiPrograms): void => {
  const plugin = join(folder, 'plugins', `resource-terraform-provider-${bridgePluginVersion}`)
  mkdirSync(plugin, { recursive: true })
  place(bridge, join(plugin, 'pulumi-resource-terraform-provider'))
}

/** Nothing of the user's own setup, no service of Pulumi's, and no download. */
export const pulumiEnvironment = (folder: string, { languages, pulumi }: PulumiPrograms) => ({
  PATH: [...languages, dirname(pulumi)].join(':'),
  HOME: folder,
  TMPDIR: join(folder, 'tmp'),
  PULUMI_HOME: join(folder, 'home'),
  PULUMI_BACKEND_URL: `file://${join(folder, 'backend')}`,
  PULUMI_CONFIG_PASSPHRASE: 'a passphrase for tests',
  PULUMI_SKIP_UPDATE_CHECK: 'true',
  PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: 'true',
  PULUMI_DISABLE_REGISTRY_RESOLVE: 'true',
  PULUMI_SKIP_CONFIRMATIONS: 'true',
  PULUMI_SUPPRESS_NEO_LINK: 'true',
  // Whatever would be downloaded after all is asked of a closed port.
  PULUMI_PLUGIN_DOWNLOAD_URL_OVERRIDES: '.*=http://127.0.0.1:1',
  NO_COLOR: '1',
})
