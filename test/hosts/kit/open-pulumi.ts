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

/** A new YAML project with the stack `dev`, to which the provider was added by its path. */
export const openPulumi = async (
  t: Test,
  programs: PulumiPrograms,
  { executable, env }: { readonly executable: string; readonly env: Env },
): Promise<PulumiProject> => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'pulumi-test-')))
  const started: Running[] = []
  t.teardown(async () => {
    for (const running of started) running.kill()
    await Promise.allSettled(started.map(({ outcome }) => outcome))
    rmSync(folder, { recursive: true, force: true })
  })
  const project = join(folder, 'project')
  for (const each of [project, join(folder, 'tmp'), join(folder, 'backend')]) mkdirSync(each)
  makePulumiHome(join(folder, 'home'), programs)
  writeFileSync(join(project, 'Pulumi.yaml'), 'name: story\nruntime: yaml\n')
  const surroundings = { ...pulumiEnvironment(folder, programs), ...env }
  const at = { program: programs.pulumi, folder: project, env: surroundings, started }
  await setUp(at, ['stack', 'init', 'dev', '--non-interactive'])
  await setUp(at, ['package', 'add', 'terraform-provider', executable, '--non-interactive'])
  return new PulumiProject(at)
}
