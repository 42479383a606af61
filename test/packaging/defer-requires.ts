import { runInNewContext } from 'node:vm'
import t from 'tap'
import { deferRequires } from '../../scripts/packaging/defer-requires.ts'

/** What the text evaluates to, and the modules that it requires meanwhile. */
const run = (text: string) => {
  const required: string[] = []
  const require = (name: string) => {
    required.push(name)
    return { Base: Array, read: () => name, value: 1 }
  }
  return { result: runInNewContext(text, { require, exports: {} }), required }
}

const rows = {
  'a call': '(0, one_1.read)();',
  'a property': 'one_1.value + one_1.value;',
  'a class': 'new one_1.Base(), 1;',
  'a base class': 'class Sub extends one_1.Base {} Sub.name;',
  'a template': '`${one_1.value}`;',
  'an optional property': 'one_1.missing?.value ?? 2;',
}

for (const [use, text] of Object.entries(rows)) {
  t.test(`requires a module once, at its first use: ${use}`, async (t) => {
    const module = `const one_1 = require("./one");\nconst two_1 = require("./two");\n${text}`
    const { result, required } = run(deferRequires(module))
    t.equal(result, run(module).result)
    t.strictSame(required, ['./one'])
  })
}

t.test('leaves what only looks like a use', async (t) => {
  const module = 'const net = require("net");\nconst it = { net: { x: 1 }, subnet: { x: 2 } };\n'
  t.equal(run(`${deferRequires(module)} it.net.x + it.subnet.x`).result, 3)
})

t.test('leaves a require that is part of something else', async (t) => {
  const module = 'const version = require("./package.json").value; version'
  t.equal(deferRequires(module), module)
})
