// One program in each language: created, its secret an output, nothing to do, destroyed. TypeScript, Python, and Go
// run within the Automation API. Java uses the SDK that the bridge generates. `npm test` says what a machine lacks.
import { execFileSync } from 'node:child_process'
import { copyFileSync, cpSync, mkdirSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import t, { type Test } from 'tap'
import { findProgram } from '../../scripts/find-program.ts'
import { locateHost } from '../../scripts/hosts/locate.ts'
import { bridgePluginVersion } from '../../scripts/hosts/recipes.ts'
import { installedSdk } from '../../scripts/hosts/sdks.ts'
import { start } from '../terraform/kit/command.ts'
import type { PulumiProject } from './kit/pulumi-project.ts'
import { type PulumiScene, pulumiStory } from './kit/pulumi-story.ts'
import { account, written } from './kit/story.ts'

t.setTimeout(600_000)

const programs = join(import.meta.dirname, 'programs')
const examples = join(import.meta.dirname, '../../examples/pulumi')

interface Output {
  readonly value: unknown
  readonly secret?: boolean
}

interface Result {
  readonly changes: Readonly<Record<string, number>>
  readonly outputs: Readonly<Record<string, Output>>
}

/** How a program in one language is run: `up` or `destroy`. */
type Run = (operation: 'up' | 'destroy') => Promise<Result>

const lives = async (t: Test, { emulator }: PulumiScene, run: Run): Promise<void> => {
  const { changes, outputs } = await run('up')
  t.equal(changes['create'], 2)
  const [token] = emulator.tokens(account).list()
  t.match(outputs['scimToken'], { value: token?.token_string, secret: true })
  t.match(outputs['scimTokenId'], { value: token?.id })
  const again = await run('up')
  t.match(again.changes, { same: 2 })
  await run('destroy')
  t.same(written(emulator), ['POST', `DELETE ${token?.id}`])
}

interface Program {
  readonly command: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}

/** Runs a program of the Automation API, which prints its result as JSON. */
const inline = async (scene: PulumiScene, program: Program): Promise<Run> => {
  const project = await scene.open({ package: [] })
  const folder = project.path('inline')
  mkdirSync(folder)
  const parameter = JSON.stringify({ local: { path: scene.executable } })
  const [path = '', ...args] = program.command
  const env = {
    ...project.env,
    ...program.env,
    FOLDER: folder,
    BRIDGE_VERSION: bridgePluginVersion.slice(1),
    PARAMETER: Buffer.from(parameter).toString('base64'),
  }
  return async (operation) => {
    const { code, stdout, said } = await start({
      program: path,
      args: [...args, operation],
      folder,
      env,
    }).outcome
    if (code !== 0) throw new Error(`The program ended with ${code}: ${said}`)
    return JSON.parse(stdout.trim().split('\n').at(-1) ?? '')
  }
}

/** Without NODE_OPTIONS, by which tap measures whatever Node.js runs: V8 ends with an error in a Pulumi program then. */
const withoutTap = ['/usr/bin/env', '-u', 'NODE_OPTIONS']

/** Node.js looks for packages beside a program and above it. */
const beside = (t: Test, sdk: string): string => {
  const folder = t.testdir()
  symlinkSync(join(sdk, 'node_modules'), join(folder, 'node_modules'))
  copyFileSync(join(programs, 'inline.mjs'), join(folder, 'inline.mjs'))
  return join(folder, 'inline.mjs')
}

const node = installedSdk('pulumi-sdk-node')
const python = installedSdk('pulumi-sdk-python')
const python3 = findProgram('python3')
const go = locateHost('pulumi-program-go')

/** The interpreter itself: what is on PATH may be a script that needs a shell. */
const interpreter = (python: string): string =>
  execFileSync(python, ['-c', 'import sys; print(sys.executable)']).toString().trim()

const inlinePrograms: Readonly<Record<string, false | ((t: Test) => Program)>> = {
  TypeScript:
    node !== undefined &&
    ((t) => ({ command: [...withoutTap, process.execPath, beside(t, node)] })),
  Python:
    python !== undefined &&
    python3 !== undefined &&
    (() => ({
      command: [interpreter(python3), join(programs, 'inline.py')],
      env: { PYTHONPATH: python, PYTHONDONTWRITEBYTECODE: '1' },
    })),
  Go: go !== undefined && (() => ({ command: [go] })),
}

for (const [language, program] of Object.entries(inlinePrograms))
  if (program !== false)
    pulumiStory(`a program in ${language} within the Automation API`, async (t, scene) =>
      lives(t, scene, await inline(scene, program(t))),
    )

const counted = (said: string, pattern: RegExp): number => Number(pattern.exec(said)?.[1] ?? 0)

/** Runs a project with a language host as a person does, and reads the outputs. */
const hosted =
  (project: PulumiProject): Run =>
  async (operation) => {
    const { said } = await project.done(operation, '--yes', '--skip-preview')
    const changes = {
      create: counted(said, /\+ (\d+) created/),
      same: counted(said, /(\d+) unchanged/),
    }
    const { stdout: open } = await project.done('stack', 'output', '--json', '--show-secrets')
    const { stdout: hidden } = await project.done('stack', 'output', '--json')
    const values: Readonly<Record<string, unknown>> = JSON.parse(open)
    const shown: Readonly<Record<string, unknown>> = JSON.parse(hidden)
    const outputs = Object.entries(values).map(([name, value]) => [
      name,
      { value, secret: shown[name] === '[secret]' },
    ])
    return { changes, outputs: Object.fromEntries(outputs) }
  }

const java = locateHost('pulumi-language-java')
const maven = findProgram('mvn')
const jars = installedSdk('pulumi-sdk-java')

if (java !== undefined && maven !== undefined && jars !== undefined)
  pulumiStory('the example in Java, with the generated SDK', async (t, scene) => {
    const env = { MAVEN_OPTS: `-Dmaven.repo.local=${jars}` }
    const paths = [dirname(java), dirname(maven), '/usr/bin', '/bin']
    const head = 'name: story\nruntime: java\n'
    const project = await scene.open({ package: [], env, head, paths })
    const sources = project.path('src/main/java/app')
    copyFileSync(join(examples, 'java/pom.xml'), project.path('pom.xml'))
    await project.done('package', 'add', 'terraform-provider', scene.executable)
    cpSync(project.path('sdks/dbtcloud/src'), project.path('src'), { recursive: true })
    mkdirSync(sources, { recursive: true })
    copyFileSync(join(examples, 'java/App.java'), join(sources, 'App.java'))
    await lives(t, scene, hosted(project))
  })
