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

t.test('detects in a fresh clone the plugins that package.json removes', async (t) => {
  t.ok(isUnprepared(install(t, '@tapjs/after\n@tapjs/typescript\n@tapjs/worker')))
})

t.test('does not rebuild an up-to-date class', async (t) => {
  const root = install(t, '@tapjs/after\n@tapjs/worker')
  t.notOk(isUnprepared(root))
  t.doesNotThrow(() => prepareTap(root))
})
