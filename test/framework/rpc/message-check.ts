import t from 'tap'
import type { TypeDescriptor } from '../../../src/framework/rpc/descriptor.ts'
import { checkMessage } from '../../../src/framework/rpc/message-check.ts'

const types: Readonly<Record<string, TypeDescriptor>> = {
  Color: { values: { RED: 0, BLUE: 1 } },
  Leaf: {
    fields: { text: { type: 'string', id: 1 }, whole: { type: 'int64', id: 2 } },
    oneofs: { choice: { oneof: ['text', 'whole'] } },
  },
  Tree: {
    fields: {
      leaf: { type: 'Leaf', id: 1 },
      leaves: { type: 'Leaf', id: 2, rule: 'repeated' },
      named: { type: 'Leaf', id: 3, keyType: 'string' },
      color: { type: 'Color', id: 4 },
      is: { type: 'bool', id: 5 },
      raw: { type: 'bytes', id: 6 },
      small: { type: 'int32', id: 7 },
      natural: { type: 'uint32', id: 8 },
    },
  },
}

const good = {
  'nothing at all': {},
  'fields that are undefined': { leaf: undefined, leaves: undefined },
  'a value for each': {
    leaf: { text: '' },
    leaves: [{ whole: '-9223372036854775808' }, { whole: '9223372036854775807' }],
    named: { a: { text: 'a' } },
    color: 'BLUE',
    is: false,
    raw: new Uint8Array(),
    small: -1,
    natural: 4_294_967_295,
  },
  'the name of the chosen member, as decoding leaves it': { leaf: { text: 'a', choice: 'text' } },
}

for (const [name, message] of Object.entries(good)) {
  t.test(`allows ${name}`, async (t) => {
    t.doesNotThrow(() => checkMessage(types, 'Tree', message))
  })
}

const bad: [message: unknown, complaint: string][] = [
  [null, 'Tree: expected an object, found null'],
  [[], 'Tree: expected an object, found an array'],
  [{ lead: {} }, 'Tree.lead: expected no field of this name, found object'],
  [{ leaf: { is: true } }, 'Tree.leaf.is: expected no field of this name, found boolean'],
  [{ leaf: new Uint8Array() }, 'Tree.leaf: expected an object, found bytes'],
  [
    { leaf: { text: 'a', whole: '1' } },
    'Tree.leaf.choice: expected one of text, whole, found object',
  ],
  [{ leaves: {} }, 'Tree.leaves: expected an array, found object'],
  [{ leaves: [{}, { text: 1 }] }, 'Tree.leaves[1].text: expected string, found number'],
  [{ named: [] }, 'Tree.named: expected an object, found an array'],
  [{ named: { a: null } }, 'Tree.named[a]: expected an object, found null'],
  [{ color: 'blue' }, 'Tree.color: expected one of RED, BLUE, found string'],
  [{ color: 1 }, 'Tree.color: expected one of RED, BLUE, found number'],
  [{ color: 'toString' }, 'Tree.color: expected one of RED, BLUE, found string'],
  [{ is: 'true' }, 'Tree.is: expected bool, found string'],
  [{ raw: 'cmF3' }, 'Tree.raw: expected bytes, found string'],
  [{ leaf: { whole: 1 } }, 'Tree.leaf.whole: expected int64, found number'],
  [{ leaf: { whole: '1.5' } }, 'Tree.leaf.whole: expected int64, found string'],
  [{ leaf: { whole: '9223372036854775808' } }, 'Tree.leaf.whole: expected int64, found string'],
  [{ small: 2_147_483_648 }, 'Tree.small: expected int32, found number'],
  [{ natural: -1 }, 'Tree.natural: expected uint32, found number'],
  [{ natural: 0.5 }, 'Tree.natural: expected uint32, found number'],
]

for (const [message, complaint] of bad) {
  t.test(`refuses what makes it say: ${complaint}`, async (t) => {
    t.throws(() => checkMessage(types, 'Tree', message), {
      name: 'MessageError',
      message: complaint,
    })
  })
}
