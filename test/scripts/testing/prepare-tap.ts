import t, { type Test } from 'tap'
import { isUnprepared, prepareTap } from '../../../scripts/testing/prepare-tap.ts'

const install = (t: Test, plugins: string): string =>
  t.testdir({
    'package.json': JSON.stringify({ tap: { plugin: ['!@tapjs/typescript'] } }),
    node_modules: {
      '@tapjs': {
        test: {
          'test-built': {
            dist: { esm: { 'index.js': `export const signature = \`${plugins}\`\n` } },
          },
        },
      },
    },
  })

t.test('sees that a fresh clone has plugins which package.json takes away', async (t) => {
  t.ok(isUnprepared(install(t, '@tapjs/after\n@tapjs/typescript\n@tapjs/worker')))
})

t.test('leaves a class alone that fits', async (t) => {
  const root = install(t, '@tapjs/after\n@tapjs/worker')
  t.notOk(isUnprepared(root))
  t.doesNotThrow(() => prepareTap(root))
})
