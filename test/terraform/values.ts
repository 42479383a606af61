import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { installCorner } from '../corner/install.ts'
import { hosted } from './kit/host.ts'
import { instances, proposals } from './kit/shown.ts'
import { openWorkspace, type Workspace } from './kit/workspace.ts'

t.setTimeout(600_000)

const address = 'corner_everything.it'

/** One object; `body` is HCL. */
const it = (body: string): string => `
resource "corner_everything" "it" {
  name = "it"
  ${body}
}
`

/** A value that is known only after apply. */
const later = (value: string): string => `
resource "terraform_data" "later" {
  input = ${value}
}
`

const valuesOf = async (workspace: Workspace) => instances(await workspace.state())[0]?.values

const every = `
  label    = "é\\u0000<&>"
  count_of = -9223372036854775808
  enabled  = false
  region   = ""
  words    = ["b", "", "a", "b"]
  ports    = [3, 1, 2, 1]
  tags     = { b = "2", a = "" }
  point    = { x = 0, y = -0.5 }
  aliases  = []
  owner    = { name = "o" }
  items    = [{ name = "i", note = "n", size = 0 }, { name = "j" }]
  members  = [{ name = "m" }, { name = "l", size = 9 }]
  by_key   = { "a b" = { name = "k" }, "" = { name = "e" } }
  family   = { name = "f", members = [{ name = "c" }] }
`

hosted('accepts values of every type and nesting, and then plans no changes', async (t, host) => {
  const workspace = openWorkspace(t, host, installCorner(t))
  workspace.write(it(every))
  await workspace.apply()
  const element = (name: string, size = 7, note: string | null = null) => ({
    name,
    size,
    note,
    serial: `S-${name}`,
  })
  t.match(await valuesOf(workspace), {
    label: 'é\u0000<&>',
    enabled: false,
    region: '',
    words: ['b', '', 'a', 'b'],
    ports: [1, 2, 3],
    tags: { a: '', b: '2' },
    point: { x: 0, y: -0.5 },
    aliases: [],
    owner: element('o'),
    items: [element('i', 0, 'n'), element('j')],
    members: [element('l', 9), element('m')],
    by_key: { '': element('e'), 'a b': element('k') },
    family: { name: 'f', members: [element('c')] },
  })
  t.match(workspace.stateText(), /"count_of": -9223372036854775808,/)
  t.ok(await workspace.isSettled())
  workspace.write(it(''))
  await workspace.apply()
  t.match(await valuesOf(workspace), { words: null, ports: null, owner: null, members: null })
  t.ok(await workspace.isSettled(), 'also when all of them are gone')
  await workspace.destroy()
})

const changes: readonly (readonly [from: string, to: string])[] = [
  ['note = "n"', 'note = "other"'],
  ['{ name = "l", size = 9 }', '{ name = "l", size = 10 }'],
  ['"" = {', '"c" = {'],
  ['[3, 1, 2, 1]', '[4]'],
  ['[{ name = "c" }]', '[{ name = "d" }, { name = "c" }]'],
]

hosted(
  'updates one element at any position in place, and then plans no changes',
  async (t, host) => {
    const workspace = openWorkspace(t, host, installCorner(t))
    const objects = (form: (change: readonly [string, string]) => string) =>
      changes.map((change, index) => it(form(change)).replaceAll('"it"', `"it${index}"`)).join('')
    workspace.write(objects(() => every))
    await workspace.apply()
    workspace.write(objects((change) => every.replace(...change)))
    const plan = await workspace.plan()
    t.match(
      proposals(plan).map(({ change }) => change.actions),
      changes.map(() => ['update']),
    )
    await workspace.apply('tfplan')
    t.ok(await workspace.isSettled())
  },
)

/** Expressions and their values in the state. The language uses 512 bits. */
const numbers = [
  { hcl: '0.1', stored: /^0\.1$/ },
  { hcl: '1 - 0.99', stored: /^0\.010{140,}3$/ },
  { hcl: '1 / 3', stored: /^0\.3{150,}5$/ },
  { hcl: '1e20', stored: /^100000000000000000000$/ },
  { hcl: '9007199254740993', stored: /^9007199254740993$/ },
  { hcl: '18446744073709551616', stored: /^18446744073709551616$/ },
  { hcl: '123456789012345678901234567890.5', stored: /^123456789012345678901234567890\.5$/ },
  { hcl: '-1e-7', stored: /^-(1e-0?7|0\.0000001)$/ },
]

hosted('loses no digit of any number', async (t, host) => {
  const workspace = openWorkspace(t, host, installCorner(t))
  const blocks = numbers.map(
    ({ hcl }, index) => `
      resource "corner_everything" "n${index}" {
        name     = "n${index}"
        ratio    = ${hcl}
        anything = ${hcl}
      }`,
  )
  workspace.write(blocks.join('\n'))
  await workspace.apply()
  const stored = (name: string) =>
    [...workspace.stateText().matchAll(new RegExp(`"${name}": ([-\\d.e]+)`, 'g'))].map(
      ([, text]) => text,
    )
  const expected = numbers.map(({ stored }) => stored)
  t.match(stored('ratio'), expected)
  t.match(stored('value'), expected, 'also where a value brings its type')
  t.ok(await workspace.isSettled())
})

hosted('keeps whole numbers beyond 2^53 exact', async (t, host) => {
  const workspace = openWorkspace(t, host, installCorner(t))
  workspace.write(it('count_of = 9007199254740993\n ports = [9007199254740993, 9007199254740992]'))
  await workspace.apply()
  t.match(workspace.stateText(), /"count_of": 9007199254740993,/)
  t.match(workspace.stateText(), /9007199254740992,\s+9007199254740993\s/)
  t.ok(await workspace.isSettled())
})

hosted('rejects a fraction for a whole number, with its path', async (t, host) => {
  const workspace = openWorkspace(t, host, installCorner(t))
  workspace.write(it('count_of = 1.5'))
  const said = await workspace.refused('plan')
  t.match(said, /count_of = 1\.5/)
  t.match(said, /whole number/)
})

hosted('keeps keys with a special meaning in JavaScript', async (t, host) => {
  const workspace = openWorkspace(t, host, installCorner(t))
  workspace.write(
    it(`
      tags     = { "__proto__" = "p", constructor = "c", toString = "t" }
      by_key   = { "__proto__" = { name = "p" }, hasOwnProperty = { name = "h" } }
      anything = { "__proto__" = { a = 1 }, length = 0 }
    `),
  )
  await workspace.apply()
  const { values } = JSON.parse((await workspace.done('show', '-json')).stdout)
  const held = values.root_module.resources[0].values
  t.same(Object.keys(held.tags), ['__proto__', 'constructor', 'toString'])
  t.same(Object.keys(held.by_key), ['__proto__', 'hasOwnProperty'])
  t.same(JSON.stringify(held.anything), '{"__proto__":{"a":1},"length":0}')
  t.ok(await workspace.isSettled())
})

/** The configured values of dynamic attributes, and the stored ones. */
const dynamics = [
  { hcl: '"text"', held: 'text' },
  { hcl: '1', held: 1 },
  { hcl: 'true', held: true },
  { hcl: '[1, "a", [true]]', held: [1, 'a', [true]] },
  { hcl: '{ a = [], b = {}, c = null }', held: { a: [], b: {}, c: null } },
  { hcl: 'toset(["b", "a"])', held: ['a', 'b'] },
  { hcl: 'tomap({ k = 1 })', held: { k: 1 } },
  { hcl: 'null', held: null },
  { hcl: 'tonumber(null)', held: null },
  { hcl: 'terraform_data.later.output', held: { x: [1] } },
]

hosted(
  'accepts values of any type in a dynamic attribute, and later values of other types',
  async (t, host) => {
    const workspace = openWorkspace(t, host, installCorner(t))
    for (const shift of [0, 1]) {
      const shifted = dynamics.map((_, index) => dynamics[(index + shift) % dynamics.length])
      const blocks = shifted.map(
        (dynamic, index) => `
        resource "corner_everything" "d${index}" {
          name     = "d${index}"
          anything = ${dynamic?.hcl}
        }`,
      )
      workspace.write(later('{ x = [1] }') + blocks.join('\n'))
      await workspace.apply()
      const found = instances(await workspace.state()).filter(
        ({ type }) => type !== 'terraform_data',
      )
      t.same(
        found.map(({ values }) => values['anything']),
        shifted.map((dynamic) => dynamic?.held),
      )
      t.ok(await workspace.isSettled())
    }
  },
)

hosted('accepts dynamic values in nested elements', async (t, host) => {
  const workspace = openWorkspace(t, host, installCorner(t))
  workspace.write(`
    resource "corner_odd" "it" {
      does    = "nothing odd"
      entries = [{ value = "s" }, { value = 2 }, { note = "none" }]
      by_key  = { a = { value = true }, b = { value = false } }
    }`)
  await workspace.apply()
  t.match(await valuesOf(workspace), {
    entries: [{ value: 's' }, { value: '2' }, { value: null }],
    by_key: { a: { value: true }, b: { value: false } },
  })
  t.ok(await workspace.isSettled())
})

/** Attributes with partly or wholly unknown values. */
const unknowns = [
  `label = "prefix-\${terraform_data.later.output}"`,
  'label = terraform_data.later.output',
  'region = terraform_data.later.output',
  `kind = "k-\${terraform_data.later.output}"`,
  'words = ["a", terraform_data.later.output]',
  'words = split("", terraform_data.later.output)',
  'ports = [1, length(terraform_data.later.output)]',
  `tags = { a = "\${terraform_data.later.output}!" }`,
  'tags = zipmap([terraform_data.later.output], ["v"])',
  'items = [{ name = terraform_data.later.output }]',
  'items = [for n in split("", terraform_data.later.output) : { name = n }]',
  'members = [{ name = terraform_data.later.output }, { name = "m" }]',
  'by_key = { k = { name = terraform_data.later.output } }',
  'family = { name = "f", members = [{ name = terraform_data.later.output }] }',
  'point = { x = length(terraform_data.later.output), y = 0 }',
  'anything = [terraform_data.later.output]',
]

hosted('plans with values that are known only after apply', async (t, host) => {
  const workspace = openWorkspace(t, host, installCorner(t))
  const blocks = unknowns.map(
    (body, index) => `
      resource "corner_everything" "u${index}" {
        name = "u${index}"
        ${body}
      }`,
  )
  for (const value of ['"abc"', '"abd"']) {
    workspace.write(later(value) + blocks.join('\n'))
    await workspace.apply()
    t.ok(await workspace.isSettled(), value)
  }
  const found = instances(await workspace.state()).map(({ values }) => values)
  t.match(found, [{ label: 'prefix-abd' }])
})

hosted('transfers a text of five megabytes', async (t, host) => {
  const workspace = openWorkspace(t, host, installCorner(t))
  writeFileSync(join(workspace.folder, 'large.txt'), 'é'.repeat(2_500_000))
  workspace.write(it('kind = file("large.txt")'))
  await workspace.apply()
  t.equal(String((await valuesOf(workspace))?.['kind']).length, 2_500_000)
  t.ok(await workspace.isSettled())
})

hosted('keeps the configured text if the API returns an equal one', async (t, host) => {
  const corner = installCorner(t)
  const workspace = openWorkspace(t, host, corner)
  workspace.write(it('label = "Hello e\u0301"'))
  await workspace.apply()
  corner.openStore().update('1', { label: 'HELLO E\u0301' })
  t.ok(await workspace.isSettled(), 'if the API returns it in another form')
  workspace.write(it('label = "hello \u00e9"'))
  await workspace.apply()
  t.match(await valuesOf(workspace), { label: 'Hello \u00e9', revision: 1 })
  corner.openStore().update('1', { label: 'other' })
  t.match(proposals(await workspace.plan()), [{ address, change: { before: { label: 'other' } } }])
})
