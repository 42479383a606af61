import t from 'tap'
import { fieldsOf } from '../../src/dbtcloud/fields-of.ts'
import {
  bool,
  computed,
  dynamic,
  int64,
  list,
  listNested,
  map,
  number,
  object,
  optional,
  optionalComputed,
  required,
  set,
  singleNested,
  string,
  writeOnly,
} from '../../src/framework/index.ts'

const about = 'Something.'

t.test(
  'what is required or stays for life is never null, what is computed fails nothing',
  async (t) => {
    const fields = fieldsOf(
      {
        id: computed(int64, about),
        project_id: required(int64, about),
        name: required(string, about),
        note: optional(string, about),
        kind: optionalComputed(string, about),
        created_at: computed(string, about, { stable: true }),
        last_used: computed(string, about),
        secret: computed(string, about, { once: true }),
        password: writeOnly(string, about),
      },
      ['project_id'],
    )
    t.match(fields, {
      project_id: { type: 'integer', nullable: false, computed: false, identifies: true },
      name: { type: 'string', nullable: false, computed: false, identifies: false },
      note: { nullable: true, computed: false },
      kind: { nullable: true, computed: false },
      created_at: { nullable: false, computed: true },
      last_used: { nullable: true, computed: true },
      secret: { once: true },
    })
    t.notOk('id' in fields || 'password' in fields)
  },
)

t.test('every type of an attribute has one of an answer', async (t) => {
  const fields = fieldsOf({
    a: required(bool, about),
    b: required(number, about),
    c: required(list(string), about),
    d: required(set(string), about),
    e: required(map(string), about),
    f: required(object({ x: string }), about),
    g: required(listNested({ x: required(string, about) }), about),
    h: required(singleNested({ x: required(string, about) }), about),
  })
  t.same(
    Object.values(fields).map(({ type }) => type),
    ['boolean', 'number', 'array', 'array', 'object', 'object', 'array', 'object'],
  )
  t.throws(() => fieldsOf({ a: required(dynamic, about) }), TypeError)
})

t.test('a field may differ from its attribute', async (t) => {
  const fields = fieldsOf({ a: required(bool, about) }, [], { a: { type: 'integer' } })
  t.same(fields, { a: { type: 'integer' } })
})
