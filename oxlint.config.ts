import type { OxlintConfig, OxlintOverride } from 'oxlint'

/** The rooms of src. Each has one entry below that says what it may import from the others. */
export const rooms = ['framework', 'api', 'dbtcloud', 'emulator', 'docs', 'cli']

/** The layers of src/framework: each may import those before it, never one after it. */
const layers = ['schema', 'value', 'plan', 'rpc', 'server']

/** A package comes in through one door; everywhere else its import is an error. */
const doors = {
  grpc: { packages: '@grpc/grpc-js', at: 'src/framework/server' },
  proto: { packages: '@grpc/proto-loader', at: 'scripts and test/framework/rpc' },
  protobufjs: { packages: 'protobufjs', at: '@grpc/proto-loader' },
  msgpack: { packages: 'msgpack-lite', at: 'src/framework/value/msgpack.ts' },
  got: { packages: 'got', at: 'src/api/exchange.ts' },
  tools: { packages: 'tap|tap-parser|fast-check|esbuild|fflate|oxlint', at: 'test and scripts' },
}

const processDoors = {
  env: 'src/framework/server, src/dbtcloud/provider.ts and src/main.ts',
  stdout: 'src/framework/server/handshake.ts and src/cli/terminal.ts',
}

interface Place {
  readonly files: string
  /** Gitignore-style patterns of import specifiers that are closed here; `!` opens one again. */
  readonly closed: readonly string[]
  /** The doors that stand in this place. */
  readonly doors?: readonly (keyof typeof doors)[]
  readonly process?: readonly (keyof typeof processDoors)[]
}

/** Every other room, but for the patterns in `may`; never the composition, tests or scripts. */
const strangers = (room: string, may: readonly string[] = []): string[] => [
  ...rooms.filter((other) => other !== room).map((other) => `**/${other}/**`),
  '**/main.ts',
  '**/test/**',
  '**/scripts/**',
  ...may.map((pattern) => `!**/${pattern}`),
]

const indexes = ['framework/index.ts', 'api/index.ts']

const framework = strangers('framework')

const cli = strangers('cli', ['dbtcloud/**', 'emulator/**', 'docs/**', ...indexes])

const layer = (name: string): Place => ({
  files: `src/framework/${name}/**`,
  closed: [
    ...framework,
    ...layers.slice(layers.indexOf(name) + 1).map((above) => `**/${above}/**`),
    '../index.ts',
  ],
  ...(name === 'server' && { doors: ['grpc'], process: ['env'] }),
})

/** Where several match a file, the last one holds alone. */
const places: readonly Place[] = [
  { files: 'src/**', closed: strangers('none') },
  { files: 'src/framework/**', closed: framework },
  ...layers.map(layer),
  { ...layer('value'), files: 'src/framework/value/msgpack.ts', doors: ['msgpack'] },
  {
    ...layer('server'),
    files: 'src/framework/server/handshake.ts',
    process: ['env', 'stdout'],
  },
  { files: 'src/api/**', closed: strangers('api') },
  { files: 'src/api/exchange.ts', closed: strangers('api'), doors: ['got'] },
  { files: 'src/emulator/**', closed: strangers('emulator') },
  { files: 'src/docs/**', closed: strangers('docs', ['framework/index.ts']) },
  { files: 'src/dbtcloud/**', closed: strangers('dbtcloud', indexes) },
  {
    files: 'src/dbtcloud/provider.ts',
    closed: strangers('dbtcloud', indexes),
    process: ['env'],
  },
  { files: 'src/cli/**', closed: cli },
  { files: 'src/cli/terminal.ts', closed: cli, process: ['stdout'] },
  {
    files: 'src/main.ts',
    closed: strangers('none', [
      'cli/**',
      'dbtcloud/**',
      'emulator/**',
      'docs/**',
      'framework/**',
      'api/index.ts',
    ]),
    process: ['env'],
  },
]

const closedPackages = (open: Place['doors'] = []) =>
  Object.entries(doors)
    .filter(([name]) => !open.some((door) => door === name))
    .map(([, { packages, at }]) => ({
      regex: `^(${packages})(/|$)`,
      message: `The door of this package is ${at}.`,
    }))

const closedProperties = (open: Place['process'] = []) =>
  Object.entries(processDoors)
    .filter(([name]) => !open.some((door) => door === name))
    .map(([property, at]) => ({
      object: 'process',
      property,
      message: `The door of process.${property} is ${at}.`,
    }))

const closedImports = (place: Place) => ({
  paths: [{ name: 'node:process', message: 'Use the global, which the lint rules watch.' }],
  patterns: [
    { group: [...place.closed], message: 'This room may not know that one.' },
    ...closedPackages(place.doors),
  ],
})

const srcPlace = (place: Place): OxlintOverride => ({
  files: [place.files],
  rules: {
    'no-restricted-imports': ['error', closedImports(place)],
    'no-restricted-properties': ['error', ...closedProperties(place.process)],
  },
})

const testPlace = (files: string, ...open: (keyof typeof doors)[]): OxlintOverride => ({
  files: [files],
  rules: {
    'no-restricted-imports': ['error', { patterns: closedPackages(['tools', ...open]) }],
  },
})

const config: OxlintConfig = {
  plugins: ['typescript', 'import', 'unicorn', 'oxc', 'promise', 'node'],
  categories: { correctness: 'error', suspicious: 'error' },
  options: { typeAware: true, denyWarnings: true, reportUnusedDisableDirectives: 'error' },
  ignorePatterns: ['**/generated/**', 'dist', '.tap'],
  rules: {
    'import/no-cycle': 'error',
    'import/no-default-export': 'error',
    'no-console': 'error',
    'typescript/no-explicit-any': 'error',
    'typescript/no-non-null-assertion': 'error',
    'typescript/no-floating-promises': [
      'error',
      // tap queues a test that is not awaited and ends only after it.
      {
        allowForKnownSafePromises: [
          { from: 'package', package: '@tapjs/core', name: 'PromiseWithSubtest' },
        ],
      },
    ],
    'typescript/no-misused-promises': 'error',
    'typescript/await-thenable': 'error',
    'typescript/switch-exhaustiveness-check': [
      'error',
      { considerDefaultExhaustiveForUnions: true },
    ],
    'unicorn/filename-case': ['error', { case: 'kebabCase' }],
    'max-lines': ['error', { max: 300 }],
    'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
    'max-params': ['error', { max: 3 }],
    'consistent-return': 'off',
    'typescript/consistent-return': 'off',
    'typescript/no-unsafe-type-assertion': 'off',
    'import/no-unassigned-import': 'off',
    'no-await-in-loop': 'off',
    'no-shadow': 'off',
    'no-underscore-dangle': 'off',
    'unicorn/no-array-sort': 'off',
  },
  overrides: [
    {
      files: ['src/**'],
      rules: {
        'no-restricted-globals': [
          'error',
          { name: 'fetch', message: 'HTTP goes out through src/api/exchange.ts.' },
        ],
      },
    },
    ...places.map(srcPlace),
    {
      files: ['test/**'],
      rules: {
        'max-lines': ['error', { max: 400 }],
        'max-lines-per-function': ['error', { max: 150 }],
        'unicorn/consistent-function-scoping': 'off',
      },
    },
    testPlace('test/**'),
    testPlace('test/core/**', 'grpc'),
    testPlace('test/framework/server/**', 'grpc'),
    testPlace('test/framework/rpc/**', 'proto'),
    testPlace('test/framework/value/**', 'msgpack'),
    testPlace('scripts/**', 'proto'),
    { files: ['scripts/**', 'test/**/fixture*.ts'], rules: { 'no-console': 'off' } },
    { files: ['*.config.ts'], rules: { 'import/no-default-export': 'off' } },
  ],
}

// oxlint loads its configuration by the default export.
export default config
