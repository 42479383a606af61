import {
  type AnyProvider,
  computed,
  declare,
  dynamic,
  int64,
  listNested,
  optional,
  optionalComputed,
  provider,
  required,
  type Schema,
  string,
  stringWith,
} from '../../../src/framework/index.ts'
import { handlers } from '../../../src/framework/rpc/index.ts'
import { codec, type MethodCodec, type RpcName } from '../../../src/framework/rpc/proto.ts'

/** Equal texts of JSON. It throws on other texts, as the one of a careless author does. */
const json = stringWith((a, b) => JSON.stringify(JSON.parse(a)) === JSON.stringify(JSON.parse(b)))

const parsesJson = { expects: 'JSON', accepts: (text: string) => JSON.parse(text) !== undefined }

export const thingSchema = {
  id: computed(int64, 'Id.', { stable: true }),
  name: required(string, 'Name.'),
  json: optionalComputed(json, 'JSON.', { validate: [parsesJson] }),
  size: computed(int64, 'Size.'),
  any: optional(dynamic, 'Anything.'),
  secret: computed(string, 'Secret.', { once: true, sensitive: true }),
  items: computed(listNested({ label: computed(string, 'Label.') }), 'Items.'),
} satisfies Schema

export const partSchema = {
  id: computed(string, 'Id.'),
  owner: computed(string, 'Owner.'),
  name: required(string, 'Name.'),
  note: optional(string, 'Note.'),
} satisfies Schema

export interface Seen {
  // Tests hand in what no type of a declaration allows.
  readonly context: {
    readonly state?: Readonly<Record<string, unknown>>
    readonly warn: (...said: never[]) => void
    readonly private: {
      readonly get: (key: string) => unknown
      readonly set: (key: string, value: never) => void
    }
  }
}

/** What the verbs of both resources do, whatever the types of a declaration forbid. */
export interface Verbs {
  readonly create?: (context: Seen['context']) => unknown
  readonly read?: (context: Seen['context']) => unknown
  readonly update?: (context: Seen['context']) => unknown
  readonly delete?: (context: Seen['context']) => unknown
}

interface Options {
  readonly verbs: Verbs
  readonly provider?: Partial<AnyProvider>
}

export class AbsentError extends Error {}

const refuse = async () => {
  throw new Error('not expected')
}

/** A provider of two resources, `corner_thing` and `corner_part`, spoken to as a host does. */
export const startThings = ({ verbs, provider: more = {} }: Options) => {
  const { resource } = declare<object>()
  // `never`: see `Verbs`.
  const run = (verb: keyof Verbs) => async (context: object) =>
    (await (verbs[verb] ?? refuse)(context as never)) as never
  const four = { create: run('create'), read: run('read'), update: run('update') }
  const all = { ...four, delete: run('delete') }
  const corner = provider({
    name: 'corner',
    version: '0.0.0',
    description: 'Things.',
    schema: {},
    configure: () => ({}),
    isAbsent: (error) => error instanceof AbsentError,
    resources: [
      resource('thing', { description: 'A thing.', schema: thingSchema, ...all }),
      resource('part', {
        description: 'A part.',
        schema: partSchema,
        identity: ['owner', 'name'],
        ...all,
      }),
    ],
    dataSources: [],
    ...more,
  })
  const handle = handlers(corner, () => {})
  return async <N extends RpcName>(
    name: N,
    request: Parameters<MethodCodec<N>['request']['encode']>[0],
  ) => {
    const handler = handle[name]
    if (handler === undefined) throw new Error(`no ${name}`)
    const spoken = codec(name)
    const bytes = spoken.request.encode(request)
    const { signal } = new AbortController()
    return spoken.response.decode(await handler(bytes, { signal, abandoned: signal }))
  }
}
