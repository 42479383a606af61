import { join } from 'node:path'
import t, { type Test } from 'tap'
import { type Emulator, startEmulator } from '../../../src/emulator/index.ts'
import { providerFolder } from '../../terraform/kit/provider.ts'
import { openPulumi, type PulumiOptions } from './open-pulumi.ts'
import { findPulumi, type PulumiPrograms } from './pulumi-home.ts'
import type { PulumiProject } from './pulumi-project.ts'
import { account, apiToken, environment } from './story.ts'

/** What a story that only Pulumi has works with. */
export interface PulumiScene {
  readonly emulator: Emulator
  /** The path of the provider's executable. */
  readonly executable: string
  /** A new YAML project to which the executable was added, unless the options say otherwise. */
  open(options?: Partial<PulumiOptions>): Promise<PulumiProject>
}

const setScene = async (t: Test, programs: PulumiPrograms): Promise<PulumiScene> => {
  const emulator = await startEmulator({ accounts: [{ id: account, token: apiToken }] })
  t.teardown(() => emulator.close())
  const executable = join(await providerFolder(), 'terraform-provider-dbtcloud')
  const open = async ({ env = {}, ...options }: Partial<PulumiOptions> = {}) =>
    openPulumi(t, programs, {
      package: [executable],
      ...options,
      env: { ...environment(emulator), ...env },
    })
  return { emulator, executable, open }
}

/** A story of what only Pulumi has, skipped where there is no Pulumi. */
export const pulumiStory = (
  text: string,
  body: (t: Test, scene: PulumiScene) => Promise<void>,
): void => {
  const programs = findPulumi()
  if (programs === undefined)
    t.test(text, { skip: 'this machine has no Pulumi with bridge and YAML host' }, async () => {})
  else t.test(text, async (t) => body(t, await setScene(t, programs)))
}
