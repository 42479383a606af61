import t from 'tap'
import { unknown } from '../../../src/framework/schema/unknown.ts'
import { evaluate, evaluateAll } from '../evaluate.ts'
import { HclError, parseHcl } from '../hcl.ts'

const scope = new Map<string, unknown>([
  ['var.size', 3],
  ['a_thing.one', { id: '7', tags: { 'a b': 'x' }, list: ['first'], later: unknown }],
  ['data.a_thing.two', { id: '8' }],
])

const values: readonly (readonly [text: string, value: unknown])[] = [
  ['"text"', 'text'],
  ['"a \\"b\\"\\n\\\\"', 'a "b"\n\\'],
  ['""', ''],
  ['12', 12],
  ['-1.5e3', -1500],
  ['9007199254740993', 9007199254740993n],
  ['true', true],
  ['false', false],
  ['null', null],
  ['[]', []],
  ['[1, "a", # a comment\n  [true],\n]', [1, 'a', [true]]],
  ['{}', {}],
  ['{ a = 1, "b c" = 2\n d : [3]\n}', { a: 1, 'b c': 2, d: [3] }],
  ['var.size', 3],
  ['a_thing.one.id', '7'],
  ['a_thing.one.tags["a b"]', 'x'],
  ['a_thing.one.list[0]', 'first'],
  ['data.a_thing.two.id', '8'],
  ['a_thing.one.later', unknown],
  ['a_thing.one.later.deeper', unknown],
  ['"${a_thing.one.id}-${var.size}"', '7-3'],
  ['"is ${a_thing.one.later}"', unknown],
]

t.test('reads every kind of value', async (t) => {
  for (const [text, value] of values) {
    const [block] = parseHcl(`output "o" {\n  value = ${text}\n}`, 'a.tf')
    t.same(evaluateAll(block?.attributes ?? new Map(), scope), { value }, text)
  }
})

t.test('reads nested blocks, comments, and labels', async (t) => {
  const text = `
    /* two
       lines */
    terraform {
      required_providers { // inline
        corner = { source = "example/corner" }
      }
    }
    resource "corner_everything" "one" { name = "n" }`
  const [terraform, resource] = parseHcl(text, 'main.tf')
  t.match(terraform, { type: 'terraform', labels: [], at: 'main.tf:4' })
  t.equal(terraform?.blocks[0]?.type, 'required_providers')
  t.match(resource, { type: 'resource', labels: ['corner_everything', 'one'], at: 'main.tf:9' })
})

const refused: readonly (readonly [text: string, error: string])[] = [
  ['a = 1', 'a.tf:1: a stands outside of a block'],
  ['output "o" {\n  value = file("x")\n}', 'a.tf:2: does not know "(" here'],
  ['output "o" {\n\n  value = var.a ? 1 : 2\n}', 'a.tf:3: does not know "?" here'],
  ['output "o" {\n  value = <<EOT\n}', 'a.tf:2: does not know "<" here'],
  ['output "o" {\n  value = size\n}', 'a.tf:2: does not know the expression size'],
  ['output "o" {\n  value = 1 2\n}', 'a.tf:2: expected newline, found 2'],
  ['output "o" {\n  value =\n}', 'a.tf:2: expected name, found the end of the line'],
  ['output "o" {\n  a = 1\n  a = 2\n}', 'a.tf:3: a is set twice'],
  ['output "o" {', 'a.tf:1: expected name, found the end of the file'],
  ['output "o" {\n  value = "%{ if a }"\n}', 'a.tf:2: does not know template directives'],
  ['output "o" {\n  value = "\\q"\n}', 'a.tf:2: does not know the escape \\q'],
  ['output "o" {\n  value = "${a.b + 1}"\n}', 'a.tf:2: does not know "+" here'],
]

t.test('rejects unsupported syntax with its position', async (t) => {
  for (const [text, error] of refused) {
    t.throws(() => parseHcl(text, 'a.tf'), { message: error, name: 'HclError' }, error)
  }
})

t.test('rejects references without a target', async (t) => {
  const lookUp = (...path: string[]) => evaluate({ kind: 'reference', path, at: 'a.tf:5' }, scope)
  t.throws(() => lookUp('var', 'none'), new HclError('a.tf:5', 'there is no var.none'))
  t.throws(() => lookUp('a_thing', 'one', 'none'), /a_thing\.one has no none/)
  t.throws(() => lookUp('local', 'x'), /does not know the reference local\.x/)
  t.throws(() => lookUp('data', 'a_thing'), /does not know the reference data\.a_thing/)
})
