import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Test } from 'tap'
import { CommandError, type Running, start } from '../../terraform/kit/command.ts'
import { makePulumiHome, type PulumiPrograms, pulumiEnvironment } from './pulumi-home.ts'
import { type PulumiFolder, PulumiProject } from './pulumi-project.ts'

type Env = Readonly<Record<string, string>>

const setUp = async (at: PulumiFolder, args: readonly string[]): Promise<void> => {
  const command = { program: at.program, folder: at.folder, env: at.env, args }
  const outcome = await start(command).outcome
  if (outcome.code !== 0) throw new CommandError(command, outcome)
}

/** What a new project begins with. */
export interface PulumiOptions {
  readonly env: Env
  /** What is added as the package: a path, or an address and a version. Nothing if empty. */
  readonly package: readonly string[]
  /** The head of Pulumi.yaml; the language is YAML unless it says another. */
  readonly head?: string
  /** Further folders of programs, such as those of a language. */
  readonly paths?: readonly string[]
}

const makeFolders = (t: Test, programs: PulumiPrograms) => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'pulumi-test-')))
  const started: Running[] = []
  t.teardown(async () => {
    for (const running of started) running.kill()
    await Promise.allSettled(started.map(({ outcome }) => outcome))
    rmSync(folder, { recursive: true, force: true })
  })
  for (const name of ['project', 'tmp', 'backend']) mkdirSync(join(folder, name))
  makePulumiHome(join(folder, 'home'), programs)
  return { folder, started }
}

/** A new project with the stack `dev`, to which the provider was added. */
export const openPulumi = async (
  t: Test,
  programs: PulumiPrograms,
  { env, package: source, head = 'name: story\nruntime: yaml\n', paths = [] }: PulumiOptions,
): Promise<PulumiProject> => {
  const { folder, started } = makeFolders(t, programs)
  const project = join(folder, 'project')
  writeFileSync(join(project, 'Pulumi.yaml'), head)
  const languages = [...programs.languages, ...paths]
  const surroundings = { ...pulumiEnvironment(folder, { ...programs, languages }), ...env }
  const at = { program: programs.pulumi, folder: project, env: surroundings, started }
  await setUp(at, ['stack', 'init', 'dev', '--non-interactive'])
  if (source.length > 0)
    await setUp(at, ['package', 'add', 'terraform-provider', ...source, '--non-interactive'])
  return new PulumiProject(at)
}
