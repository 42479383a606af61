import { readFileSync } from 'node:fs'
import { type BuildOptions, build, type Plugin } from 'esbuild'
import { deferRequires } from './defer-requires.ts'
import { root } from './folders.ts'

export interface Bundle {
  /** From the root of the repository. */
  readonly entry: string
  /**
   * `packaged` leaves out what no one reads but keeps names, for the stack of a crash, and makes one
   * function of `require`, `module` and `exports` (see start.ts).
   */
  readonly form: 'readable' | 'packaged'
  /** The oldest Node that runs it. Default: that of the executables. */
  readonly oldest?: 'node24' | 'node26'
}

/** The entry with all that it needs, as one text of CommonJS. */
export const bundle = async (wanted: Bundle): Promise<string> => {
  const { outputFiles } = await build({ ...optionsOf(wanted), write: false })
  return outputFiles.map(({ text }) => escapeUnits(text)).join('')
}

/** The text in ASCII: esbuild leaves the literals of regular expressions as they are. */
export const escapeUnits = (text: string): string =>
  text.replaceAll(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

/** The files of which the bundle holds something, their paths as esbuild writes them. */
export const bundledFiles = async (wanted: Bundle): Promise<readonly string[]> => {
  const { metafile } = await build({ ...optionsOf(wanted), write: false, metafile: true })
  return Object.values(metafile.outputs)
    .flatMap(({ inputs }) => Object.entries(inputs))
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([path]) => path)
}

/** grpc-js without its client: what its server does not run is neither loaded nor, where large, in the bundle. */
const serverAlone: Plugin = {
  name: 'server-alone',
  setup(bundler) {
    bundler.onLoad(
      { filter: /[\\/]@grpc[\\/]grpc-js[\\/]build[\\/]src[\\/][\w-]+\.js$/ },
      ({ path }) => ({
        contents: deferRequires(readFileSync(path, 'utf8')),
      }),
    )
    bundler.onResolve({ filter: /^(\.\/make-client|@grpc\/proto-loader)$/ }, () => ({
      path: 'client',
      namespace: 'absent',
    }))
    bundler.onLoad({ filter: /^/, namespace: 'absent' }, () => ({ contents: ABSENT }))
  },
}

const ABSENT = "throw new Error('the client of grpc-js is not in this program')"

const optionsOf = ({ entry, form, oldest = 'node26' }: Bundle): BuildOptions => ({
  absWorkingDir: root,
  entryPoints: [entry],
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: oldest,
  // `import()` becomes a `require` at the same moment: a module is run when it is first asked for.
  supported: { 'dynamic-import': false },
  // ASCII takes one byte a character in memory.
  charset: 'ascii',
  legalComments: 'none',
  logLevel: 'warning',
  plugins: [serverAlone],
  ...(form === 'packaged' && PACKAGED),
})

const PACKAGED = {
  minifyWhitespace: true,
  minifySyntax: true,
  banner: { js: '(function (require, module, exports) {' },
  footer: { js: '})' },
}
