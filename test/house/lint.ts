// Tests each lint rule with small invalid files in the layout of the repository, in one run of oxlint
// with the repository's configuration.
import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import t from 'tap'

const root = join(import.meta.dirname, '../..')
// Not bin/oxlint, because tap's module hooks require an extension for an ES module.
const oxlint = join(root, 'node_modules/oxlint/dist/cli.js')

const importOf = (specifier: string) => `import { x } from '${specifier}'\nexport const y = x\n`
const room = 'This room may not know that one.'
const lines = (count: number) => `export const a = 1${'\n//'.repeat(count - 1)}\n`
const longFunction = (count: number) => `export const f = () => {\n${'f()\n'.repeat(count)}}\n`

interface Case {
  readonly file: string
  readonly source: string
  /** The rule, and part of its message or help. */
  readonly says: readonly [rule: string, message: string]
}

const closed = (file: string, specifier: string, message = room): Case => ({
  file,
  source: importOf(specifier),
  says: ['no-restricted-imports', message],
})

const offences: readonly Case[] = [
  closed('src/api/a1.ts', '../framework/index.ts'),
  closed('src/api/a2.ts', '../dbtcloud/provider.ts'),
  closed('src/api/a3.ts', '../emulator/index.ts'),
  closed('src/api/deep/a4.ts', '../../main.ts'),
  closed('src/api/a5.ts', '../../test/core/client.ts'),
  closed('src/framework/schema/s1.ts', '../../api/index.ts'),
  closed('src/framework/schema/s2.ts', '../value/value.ts'),
  closed('src/framework/schema/s3.ts', '../index.ts'),
  closed('src/framework/value/v1.ts', '../plan/plan.ts'),
  closed('src/framework/plan/p1.ts', '../rpc/proto.ts'),
  closed('src/framework/rpc/r1.ts', '../server/serve.ts'),
  closed('src/framework/server/v1.ts', '../../dbtcloud/provider.ts'),
  closed('src/framework/index.ts', '../docs/render.ts'),
  closed('src/emulator/e1.ts', '../framework/index.ts'),
  closed('src/emulator/e2.ts', '../api/index.ts'),
  closed('src/docs/d1.ts', '../dbtcloud/provider.ts'),
  closed('src/docs/d2.ts', '../framework/schema/schema.ts'),
  closed('src/dbtcloud/scim/f1.ts', '../../api/client.ts'),
  closed('src/dbtcloud/scim/f2.ts', '../../framework/schema/type.ts'),
  closed('src/dbtcloud/scim/f3.ts', '../../emulator/index.ts'),
  closed('src/dbtcloud/provider.ts', '../cli/cli.ts'),
  closed('src/cli/c1.ts', '../api/client.ts'),
  closed('src/cli/c2.ts', '../main.ts'),
  closed('src/main.ts', './api/client.ts'),
  {
    file: 'src/api/a6.ts',
    source: "export const y = async () => import('../framework/index.ts')\n",
    says: ['no-restricted-imports', room],
  },
  {
    file: 'src/api/a7.ts',
    source: "import type { X } from '../framework/index.ts'\nexport type Y = X\n",
    says: ['no-restricted-imports', room],
  },
  {
    file: 'src/api/a8.ts',
    source: "export * from '../framework/index.ts'\n",
    says: ['no-restricted-imports', room],
  },
  closed('src/framework/rpc/r2.ts', '@grpc/grpc-js', 'src/framework/server'),
  closed('src/dbtcloud/scim/f4.ts', '@grpc/grpc-js', 'src/framework/server'),
  closed('src/framework/rpc/proto.ts', '@grpc/proto-loader', 'scripts and test/framework/rpc'),
  closed('src/framework/server/v2.ts', 'protobufjs/minimal', '@grpc/proto-loader'),
  closed('scripts/s1.ts', 'protobufjs', '@grpc/proto-loader'),
  closed('src/framework/value/v2.ts', 'msgpack-lite', 'src/framework/value/msgpack.ts'),
  closed('src/api/a9.ts', 'got', 'src/api/exchange.ts'),
  closed('src/api/a10.ts', 'fast-check', 'test and scripts'),
  closed('src/api/a11.ts', 'node:process', 'Use the global'),
  closed('test/api/t1.ts', 'got', 'src/api/exchange.ts'),
  closed('test/dbtcloud/t1.ts', '@grpc/grpc-js', 'src/framework/server'),
  closed('test/core/t2.ts', '@grpc/proto-loader', 'scripts and test/framework/rpc'),
  closed('test/core/t1.ts', 'msgpack-lite', 'src/framework/value/msgpack.ts'),
  {
    file: 'src/api/p1.ts',
    source: 'export const y = process.env\n',
    says: ['no-restricted-properties', 'src/dbtcloud/provider.ts'],
  },
  {
    file: 'src/dbtcloud/scim/p1.ts',
    source: 'export const { env } = process\n',
    says: ['no-restricted-properties', 'src/dbtcloud/provider.ts'],
  },
  {
    file: 'src/framework/server/p1.ts',
    source: "process.stdout.write('x')\n",
    says: ['no-restricted-properties', 'src/framework/server/handshake.ts'],
  },
  {
    file: 'src/cli/p1.ts',
    source: "process.stdout.write('x')\n",
    says: ['no-restricted-properties', 'src/cli/terminal.ts'],
  },
  {
    file: 'src/dbtcloud/p2.ts',
    source: "await fetch('http://127.0.0.1')\n",
    says: ['no-restricted-globals', 'src/api/exchange.ts'],
  },
  {
    file: 'src/api/l1.ts',
    source: "console.error('x')\n",
    says: ['no-console', 'Unexpected console'],
  },
  {
    file: 'src/api/l2.ts',
    source: 'const x = 1\nexport default x\n',
    says: ['no-default-export', 'Prefer named exports'],
  },
  { file: 'src/api/l3.ts', source: lines(301), says: ['max-lines', '300'] },
  { file: 'src/api/l4.ts', source: longFunction(40), says: ['max-lines-per-function', '40'] },
  {
    file: 'src/api/l5.ts',
    source: 'export const f = (a: 1, b: 2, c: 3, d: 4) => [a, b, c, d]\n',
    says: ['max-params', '4'],
  },
  { file: 'test/api/l6.ts', source: lines(401), says: ['max-lines', '400'] },
  { file: 'test/api/l7.ts', source: longFunction(150), says: ['max-lines-per-function', '150'] },
  {
    file: 'src/api/camelCase.ts',
    source: 'export const a = 1\n',
    says: ['filename-case', 'camel-case'],
  },
  {
    file: 'src/api/l8.ts',
    source: 'export const f = (a: any) => String(a)\n',
    says: ['no-explicit-any', 'any'],
  },
  {
    file: 'src/api/l9.ts',
    source: 'export const f = (a?: string) => a!.length\n',
    says: ['no-non-null-assertion', 'non-null'],
  },
  {
    file: 'src/api/l10.ts',
    source: 'const f = async () => 1\nf()\n',
    says: ['no-floating-promises', 'awaited'],
  },
  {
    file: 'src/api/l11.ts',
    source: 'const f = async () => true\nexport const g = () => (f() ? 1 : 2)\n',
    says: ['no-misused-promises', 'condition'],
  },
  {
    file: 'src/api/l12.ts',
    source: 'export const g = async (a: string) => await a\n',
    says: ['await-thenable', 'await'],
  },
  {
    file: 'src/api/l13.ts',
    source:
      "export const g = (a: 'x' | 'y') => {\n  switch (a) {\n    case 'x':\n      g('y')\n  }\n}\n",
    says: ['switch-exhaustiveness-check', '"y"'],
  },
  {
    file: 'src/api/cycle-a.ts',
    source: "import { b } from './cycle-b.ts'\nexport const a = () => b\n",
    says: ['no-cycle', 'cycle'],
  },
  {
    file: 'src/api/cycle-b.ts',
    source: "import { a } from './cycle-a.ts'\nexport const b = () => a\n",
    says: ['no-cycle', 'cycle'],
  },
  {
    file: 'src/api/l14.ts',
    source: '// oxlint-disable-next-line no-console\nexport const a = 1\n',
    says: ['', 'Unused oxlint-disable directive'],
  },
]

const allowed: readonly Omit<Case, 'says'>[] = [
  ...[
    ['src/framework/schema/ok.ts', './type.ts'],
    ['src/framework/value/ok.ts', '../schema/schema.ts'],
    ['src/framework/value/msgpack.ts', 'msgpack-lite'],
    ['src/framework/plan/ok.ts', '../value/value.ts'],
    ['src/framework/rpc/ok.ts', '../plan/plan.ts'],
    ['src/framework/server/ok.ts', '@grpc/grpc-js'],
    ['src/framework/ok.ts', './server/serve.ts'],
    ['src/api/exchange.ts', 'got'],
    ['src/docs/ok.ts', '../framework/index.ts'],
    ['src/dbtcloud/scim/ok1.ts', '../../framework/index.ts'],
    ['src/dbtcloud/scim/ok2.ts', '../../api/index.ts'],
    ['src/cli/ok1.ts', '../dbtcloud/provider.ts'],
    ['src/cli/ok2.ts', '../emulator/index.ts'],
    ['test/core/client.ts', '@grpc/grpc-js'],
    ['test/framework/rpc/ok.ts', '@grpc/proto-loader'],
    ['scripts/proto-ok.ts', '@grpc/proto-loader'],
    ['test/api/ok.ts', '../../src/api/client.ts'],
  ].map(([file = '', specifier = '']) => ({ file, source: importOf(specifier) })),
  { file: 'src/framework/server/env.ts', source: 'export const y = process.env\n' },
  { file: 'src/framework/server/handshake.ts', source: "process.stdout.write('x')\n" },
  { file: 'src/cli/terminal.ts', source: "process.stdout.write('x')\n" },
  { file: 'src/dbtcloud/ok/l.ts', source: lines(300) },
  { file: 'test/api/longer.ts', source: longFunction(100) },
  { file: 'scripts/ok.ts', source: "console.log('x')\n" },
]

const plant = async (folder: string, { file, source }: Omit<Case, 'says'>) => {
  await mkdir(dirname(join(folder, file)), { recursive: true })
  await writeFile(join(folder, file), source)
}

const types = { strict: true, module: 'nodenext', target: 'es2024', types: [], noEmit: true }

/** The output of oxlint for each file. */
const lint = async (folder: string): Promise<Map<string, string[]>> => {
  const run = promisify(execFile)
  const { stdout } = await run(process.execPath, [oxlint, '-f', 'json', 'src', 'test', 'scripts'], {
    cwd: folder,
    maxBuffer: 2 ** 24,
  }).catch((error: { stdout: string }) => error)
  const { diagnostics } = JSON.parse(stdout)
  const said = new Map<string, string[]>()
  for (const { filename, code, message, help } of diagnostics)
    said.set(filename, [...(said.get(filename) ?? []), [code, message, help].join(' ')])
  return said
}

const folder = await mkdtemp(join(tmpdir(), 'lint-rules-'))
t.teardown(async () => rm(folder, { recursive: true }))
await cp(join(root, 'oxlint.config.ts'), join(folder, 'oxlint.config.ts'))
await writeFile(join(folder, 'package.json'), '{ "type": "module" }')
await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: types }))
await Promise.all([...offences, ...allowed].map(async (file) => plant(folder, file)))
const said = await lint(folder)

const firstLine = (source: string) => source.split('\n', 1).join()

for (const { file, source, says } of offences)
  t.test(`rejects ${file}: ${firstLine(source)}`, async (t) => {
    const found = said.get(file) ?? []
    t.ok(
      found.some((line) => says.every((part) => line.includes(part))),
      `says ${says.join(' ')}`,
      { found },
    )
  })

for (const { file, source } of allowed)
  t.test(`accepts ${file}: ${firstLine(source)}`, async (t) => {
    t.strictSame(said.get(file), undefined, 'no output')
  })
