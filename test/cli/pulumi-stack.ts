import t from 'tap'
import type { PulumiObject } from '../../src/cli/pulumi-objects.ts'
import { fillStack, StackError } from '../../src/cli/pulumi-stack.ts'

const type = 'dbtcloud:index/scimConfigToken:ScimConfigToken'

const okta: PulumiObject = {
  type,
  name: 'okta',
  id: '9007199254740991',
  idOutput: 'scimConfigTokenId',
  secrets: { tokenString: 'dbts_"canary"' },
}

const isNull = { replace: { raw: null } }
const renamed = { scimConfigTokenId: 'id' }

const imported = {
  type,
  id: 'missing ID',
  outputs: {
    __pulumi_raw_state_delta: { obj: { ps: { lastUsed: isNull, tokenString: isNull }, renamed } },
    scimConfigTokenId: 9007199254740991,
  },
}

const stackOf = (...resources: readonly unknown[]) =>
  JSON.stringify({ version: 3, deployment: { manifest: {}, resources }, other: 1 })

const filledOf = (...resources: readonly unknown[]) => fillStack(stackOf(...resources), [okta])

t.test('adds a secret that was not imported, and the marks that belong to it', async (t) => {
  const stack = { type: 'pulumi:pulumi:Stack' }
  const { stack: next, count, missing } = filledOf(stack, imported)
  t.match({ count, missing }, { count: 1, missing: [] })
  t.strictSame(JSON.parse(JSON.stringify(next)), {
    version: 3,
    deployment: {
      manifest: {},
      resources: [
        stack,
        {
          ...imported,
          outputs: {
            __pulumi_raw_state_delta: { obj: { ps: { lastUsed: isNull }, renamed } },
            scimConfigTokenId: 9007199254740991,
            tokenString: {
              '4dabf18193072939515e22adb298388d': '1b47061264138c4ac30d75fd1eb44270',
              plaintext: '"dbts_\\"canary\\""',
            },
          },
          additionalSecretOutputs: ['tokenString'],
        },
      ],
    },
    other: 1,
  })
})

t.test('fills a stack whose bridge records no difference', async (t) => {
  const plain = { ...imported, outputs: { scimConfigTokenId: 9007199254740991 } }
  t.equal(filledOf({ ...plain, additionalSecretOutputs: ['x'] }).count, 1)
})

t.test('keeps a secret that the stack has', async (t) => {
  const full = { ...imported, outputs: { ...imported.outputs, tokenString: { ciphertext: 'x' } } }
  const { count, missing, stack } = filledOf(full)
  t.match({ count, missing }, { count: 0, missing: [] })
  t.match(stack, { deployment: { resources: [full] } })
})

const others = {
  'no resources': [],
  'another type': [{ ...imported, type: 'other' }],
  'another ID': [{ ...imported, outputs: { scimConfigTokenId: 1 } }],
  'no outputs': [{ type, id: 'missing ID' }, null],
}

for (const [title, resources] of Object.entries(others))
  t.test(`names an object that the stack does not have: ${title}`, async (t) => {
    t.match(filledOf(...resources), { count: 0, missing: [{ name: 'okta' }] })
  })

t.test('an object without secrets may be missing', async (t) => {
  t.match(fillStack(stackOf(), [{ ...okta, secrets: {} }]), { count: 0, missing: [] })
})

for (const text of ['', 'canary', '[]', '{}', '{"deployment":{}}', 'null'])
  t.test(`refuses what is no exported stack: ${text}`, async (t) => {
    t.throws(() => fillStack(text, [okta]), StackError)
  })
