import { readFileSync, writeFileSync } from 'node:fs'
import manifest from '../../package.json' with { type: 'json' }
import { type Bundle, bundle } from './bundle.ts'
import { checkContent, checkRequirements, checkRun } from './check.ts'
import { recordCode } from './code-cache.ts'
import { promised } from './elf/requirements.ts'
import { isFresh, keepStamp, stampOf } from './freshness.ts'
import { publish } from './publish.ts'
import { checkNode, strippedRuntime } from './runtime.ts'
import { type Content, inject } from './sea.ts'
import { signMachO } from './sign-mach-o.ts'
import { isHost, type Target } from './target.ts'

export interface Outcome {
  /** False where the file was made before of the same sources. */
  readonly isNew: boolean
  readonly isStripped: boolean
  /** Foreign files cannot be run here. */
  readonly wasRun: boolean
}

export type Texts = Pick<Content, 'start' | 'bundle'>

/** The program, of the sources as they are now. */
export const bundleTexts = async (oldest: Bundle['oldest'] = 'node26'): Promise<Texts> => ({
  start: await bundle({ entry: 'scripts/packaging/start.ts', form: 'readable', oldest }),
  bundle: await bundle({ entry: 'src/main.ts', form: 'packaged', oldest }),
})

/** Makes the executable of `target` at `output`, unless it is there and of these texts. */
export const packageTarget = async (
  target: Target,
  texts: Texts,
  output: string,
): Promise<Outcome> => {
  checkNode(target)
  const { path: runtime, isStripped } = await strippedRuntime(target)
  const outcome = { isStripped, wasRun: isHost(target) }
  const stamp = stampOf(target, [...Object.values(texts), String(isStripped)])
  if (isFresh(output, stamp)) return { ...outcome, isNew: false }
  const code = isHost(target) ? await recordCode(runtime, texts.bundle) : undefined
  await publish(output, (draft) => write(target, { ...texts, code, runtime }, draft))
  keepStamp(output, stamp)
  return { ...outcome, isNew: true }
}

const write = async (target: Target, content: Content & { runtime: string }, draft: string) => {
  await inject({ ...content, target, output: draft })
  if (target.os === 'darwin') {
    writeFileSync(draft, signMachO(readFileSync(draft), 'terraform-provider-dbtcloud'))
  }
  checkContent(draft, content, manifest.version)
  if (target.os === 'linux') checkRequirements(draft, promised(target.arch))
  if (isHost(target)) await checkRun(draft, manifest.version)
}
