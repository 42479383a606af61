import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { dbtcloud } from '../../src/dbtcloud/provider.ts'
import { pulumiSchema } from '../../src/docs/pulumi-schema.ts'
import { library } from './kit/library.ts'
import { pulumiCore, pulumiDeclaration } from './kit/pulumi-declaration.ts'

const root = join(import.meta.dirname, '../..')
const schema = pulumiSchema(dbtcloud)
const token = 'dbtcloud:index/scimConfigToken:ScimConfigToken'

// The published package (pulumi-dbtcloud 1.11.3) without its texts, and with the output that the
// dynamic bridge adds for a numeric ID.
const properties = {
  createdAt: { type: 'string' },
  lastUsed: { type: 'string' },
  name: { type: 'string' },
  scimConfigTokenId: { type: 'number' },
  tokenString: { type: 'string', secret: true },
}
const published = {
  properties,
  required: Object.keys(properties),
  inputProperties: { name: { type: 'string' } },
  stateInputs: { type: 'object', properties },
}

const withoutTexts = (json: unknown): unknown =>
  JSON.parse(JSON.stringify(json), (key, value) =>
    key === 'description' && typeof value === 'string' ? undefined : value,
  )

t.test('gives the SCIM token the same properties as the published package', async (t) => {
  t.same(withoutTexts(schema.resources[token]), published)
})

t.test('describes each property of the SCIM token as the provider does', async (t) => {
  const texts = Object.values(schema.resources[token]?.properties ?? {}).map((p) => p.description)
  const declared = dbtcloud.resources.find(({ type }) => type === 'scim_config_token')?.schema
  t.same(
    new Set(texts),
    new Set(Object.values<{ description: string }>(declared).map((a) => a.description)),
  )
})

t.test('contains all resources and data sources', async (t) => {
  t.strictSame(
    Object.keys(schema.resources),
    dbtcloud.resources.map(({ type }) => tokenOf(type)),
  )
  t.match(schema.functions['dbtcloud:index/getScimConfigTokens:getScimConfigTokens'], {
    inputs: undefined,
    outputs: {
      required: ['tokens'],
      properties: {
        tokens: {
          items: {
            $ref: '#/types/dbtcloud:index/getScimConfigTokensToken:getScimConfigTokensToken',
          },
        },
      },
    },
  })
})

const tokenOf = (type: string): string => {
  const camel = type.replaceAll(/_(.)/g, (_, letter: string) => letter.toUpperCase())
  return `dbtcloud:index/${camel}:${camel.charAt(0).toUpperCase()}${camel.slice(1)}`
}

t.test('contains the settings, with the token as a secret', async (t) => {
  const { variables } = schema.config
  t.strictSame(Object.keys(variables).sort(), [
    'accountId',
    'disableRetry',
    'hostUrl',
    'maxRetries',
    'retriableStatusCodes',
    'retryIntervalSeconds',
    'skipCredentialsValidation',
    'timeoutSeconds',
    'token',
  ])
  const secrets = Object.entries(variables).filter(([, { secret }]) => secret)
  t.strictSame(
    secrets.map(([name]) => name),
    ['token'],
  )
})

t.test('generates a missing name, and keeps a text ID', async (t) => {
  const { resources, types, functions } = pulumiSchema(library)
  t.strictSame(resources['library:index/card:Card']?.requiredInputs, ['library', 'reader'])
  t.strictSame(resources['library:index/card:Card']?.required, ['library', 'reader'])
  t.ok(types['library:index/BookShelf:BookShelf'])
  t.match(functions['library:index/getShelves:getShelves']?.inputs, {
    description: 'A collection of arguments for invoking getShelves.\n',
    properties: { room: { type: 'string' } },
    required: ['room'],
  })
})

/** The compiler's output for a program that uses the SDK of the schema. */
const compile = (t: Test, program: string): string => {
  const options = {
    strict: true,
    noEmit: true,
    module: 'nodenext',
    types: [],
    exactOptionalPropertyTypes: false,
  }
  const folder = t.testdir({
    node_modules: {
      '@pulumi': {
        pulumi: { 'index.d.ts': pulumiCore, 'package.json': '{ "types": "index.d.ts" }' },
        dbtcloud: {
          'index.d.ts': pulumiDeclaration(schema),
          'package.json': '{ "types": "index.d.ts" }',
        },
      },
    },
    'index.ts': program,
    'tsconfig.json': JSON.stringify({ compilerOptions: options, files: ['index.ts'] }),
  })
  // Not bin/tsc, because tap's loader cannot load a program without an extension.
  const tsc = join(root, 'node_modules/typescript/lib/tsc.js')
  const { stdout, stderr } = spawnSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8' })
  return stdout + stderr
}

t.test('the TypeScript example compiles with the SDK that the bridge generates', async (t) => {
  const program = readFileSync(join(root, 'examples/pulumi/typescript/index.ts'), 'utf8')
  t.equal(compile(t, program), '')
})

t.test('the compiler rejects what the SDK does not have', async (t) => {
  const head = `import * as dbtcloud from '@pulumi/dbtcloud'\n`
  t.equal(compile(t, `${head}dbtcloud.ScimConfigToken.get('a', '12345').createdAt`), '')
  t.equal(compile(t, `${head}new dbtcloud.ScimConfigToken('a')`), '')
  t.match(compile(t, `${head}new dbtcloud.ScimConfigToken('a', { name: 1 })`), 'TS2322')
  t.match(compile(t, `${head}new dbtcloud.ScimConfigToken('a').token_string`), 'TS2551')
  t.match(compile(t, `${head}new dbtcloud.ScimConfig('a')`), 'TS2554')
})
