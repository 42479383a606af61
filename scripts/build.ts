// Makes dist/main.cjs: the provider with all that it needs, as one file of JavaScript.
import { build } from 'esbuild'

await build({
  entryPoints: ['src/main.ts'],
  outfile: 'dist/main.cjs',
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node26',
  legalComments: 'none',
  logLevel: 'warning',
})
