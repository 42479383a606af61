import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { makeFolder, runHere } from './fixture.ts'

const canary = 'dbts_canary-8d12c0'

const state = (token_string: string | null = canary) => ({
  version: 4,
  resources: [
    {
      mode: 'managed',
      type: 'dbtcloud_scim_config_token',
      name: 'okta',
      instances: [{ attributes: { id: 12, name: 'okta', token_string } }],
    },
  ],
})

const imported = {
  type: 'dbtcloud:index/scimConfigToken:ScimConfigToken',
  outputs: { scimConfigTokenId: 12 },
}

const stack = (...resources: readonly object[]) => ({ version: 3, deployment: { resources } })

/** Files by their names, and how to run the command with them. */
const open = (t: Test, files: Readonly<Record<string, unknown>>) => {
  const folder = makeFolder(t)
  const at = (name: string) => join(folder, name)
  for (const [name, content] of Object.entries(files))
    writeFileSync(at(name), typeof content === 'string' ? content : JSON.stringify(content))
  const run = async (options: Readonly<Record<string, string>>) => {
    const args = Object.entries(options).flatMap(([name, file]) => [`--${name}`, at(file)])
    const outcome = await runHere(['pulumi-import', ...args])
    t.notMatch(JSON.stringify(outcome), canary, 'no secret is shown')
    return outcome
  }
  return { at, run, read: (name: string) => JSON.parse(readFileSync(at(name), 'utf8')) }
}

t.test('writes an import file without secrets', async (t) => {
  const { run, read } = open(t, { state: state() })
  const { code, stdout } = await run({ state: 'state', out: 'out' })
  t.equal(code, 0)
  t.match(stdout, /pulumi import --file/)
  const { type } = imported
  t.strictSame(read('out'), { resources: [{ type, name: 'okta', id: '12' }] })
})

t.test('adds the secrets to a stack, in a file that only the user can read', async (t) => {
  const { at, run, read } = open(t, { state: state(), stack: stack(imported) })
  const { code, stdout } = await run({ state: 'state', stack: 'stack', out: 'out' })
  t.equal(code, 0)
  t.match(stdout, /pulumi stack import --file/)
  t.equal(statSync(at('out')).mode & 0o777, 0o600)
  t.match(read('out').deployment.resources[0].outputs.tokenString, {
    plaintext: JSON.stringify(canary),
  })
})

t.test('writes nothing if the stack lacks no secret', async (t) => {
  const { run, at } = open(t, { state: state(null), stack: stack(imported) })
  const { code, stderr } = await run({ state: 'state', stack: 'stack', out: 'out' })
  t.equal(code, 1)
  t.match(stderr, /No resource in .* lacks a secret/)
  t.throws(() => statSync(at('out')))
})

t.test('names the resources that were not imported', async (t) => {
  const { run } = open(t, { state: state(), stack: stack() })
  const { code, stderr } = await run({ state: 'state', stack: 'stack', out: 'out' })
  t.equal(code, 1)
  t.match(stderr, /Not in .*: okta \(12\)\. Import them first/)
})

const refusals: Readonly<
  Record<string, readonly [files: object, options: Readonly<Record<string, string>>, says: RegExp]>
> = {
  'no state': [{}, { out: 'out' }, /--state is missing/],
  'no output': [{ state: state() }, { state: 'state' }, /--out is missing/],
  'a state that does not exist': [{}, { state: 'no', out: 'out' }, /Cannot use .*no \(--state\)/],
  'a text that is no state': [
    { state: canary },
    { state: 'state', out: 'out' },
    /Cannot use .*\(--state\): it is not JSON/,
  ],
  'a state without resources of this provider': [
    { state: { version: 4, resources: [] } },
    { state: 'state', out: 'out' },
    /contains no resource of this provider/,
  ],
  'a text that is no stack': [
    { state: state(), stack: canary },
    { state: 'state', stack: 'stack', out: 'out' },
    /Cannot use .*\(--stack\): it is not JSON/,
  ],
  'a file that exists': [
    { state: state(), out: 'mine' },
    { state: 'state', out: 'out' },
    /out \(--out\) already exists/,
  ],
  'a folder that does not exist': [
    { state: state() },
    { state: 'state', out: 'no/out' },
    /Cannot write .*\(--out\)/,
  ],
}

for (const [title, [files, options, says]] of Object.entries(refusals))
  t.test(`refuses ${title}`, async (t) => {
    const { run } = open(t, { ...files })
    const { code, stderr } = await run(options)
    t.equal(code, 2)
    t.match(stderr, says)
  })
