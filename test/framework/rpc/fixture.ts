import {
  AttributeError,
  bool,
  computed,
  declare,
  formatPath,
  Incomplete,
  int64,
  isUnknown,
  optional,
  optionalComputed,
  provider,
  required,
  type Schema,
  string,
  writeOnly,
} from '../../../src/framework/index.ts'
import { handlers, type Mode } from '../../../src/framework/rpc/index.ts'
import {
  codec,
  type Diagnostic,
  type DynamicValue,
  type MethodCodec,
  type RpcName,
} from '../../../src/framework/rpc/proto.ts'
import type { Log } from '../../../src/framework/schema/provider.ts'
import { decode, encode } from '../../../src/framework/value/msgpack.ts'
import { buildObject, type Value } from '../../../src/framework/value/value.ts'
import { schemaType } from '../../../src/framework/value/wire-type.ts'

/** What the fixture's "API" holds: one box by id. */
export interface Boxes {
  readonly boxes: Map<number, { id: number; name: string; size?: number | null }>
  readonly seen: unknown[]
  /** Runs at the start of each verb: throws, waits. */
  before?: (verb: string, context: { signal: AbortSignal }) => Promise<void> | void
}

export class GoneError extends Error {}

const { resource, dataSource } = declare<Boxes>()

const schema = {
  id: computed(int64, 'Id.', { stable: true }),
  name: required(string, 'Name.', {
    replace: true,
    validate: [{ expects: 'a short name', accepts: (name) => name.length < 20 }],
  }),
  size: optionalComputed(int64, 'Size.'),
  note: optional(string, 'Note.'),
  secret: computed(string, 'Secret.', { once: true, sensitive: true }),
  revision: computed(int64, 'Revision.'),
  password_wo: writeOnly(string, 'Password.'),
}

const find = (api: Boxes, id: unknown) => {
  const box = api.boxes.get(Number(id))
  if (box === undefined) throw new GoneError('gone')
  return box
}

export const box = resource('box', {
  description: 'A box.',
  version: 2,
  schema,
  upgrade: { 1: ({ title, ...rest }) => ({ ...rest, name: title }) },
  move: [
    {
      provider: 'example/crate',
      type: 'crate_box',
      version: 0,
      move: ({ label }) => ({ id: 7, name: label, password_wo: 'left' }),
    },
  ],
  validate: ({ config }) =>
    isUnknown(config) || config.note !== 'forbidden'
      ? []
      : [{ summary: 'No', detail: 'Not this note.', path: [{ attribute: 'note' }] }],
  plan: ({ planned }) =>
    !isUnknown(planned) && planned.note === 'resize'
      ? { planned: { size: 99 }, replace: ['note'] }
      : {},
  create: async ({ plan, config, api, warn, ...context }) => {
    await api.before?.('create', context)
    api.seen.push({ plan, config })
    const id = api.boxes.size + 1
    api.boxes.set(id, { id, name: plan.name })
    if (plan.note === 'half') throw new Incomplete({ id, secret: null }, new Error('half made'))
    if (plan.note === 'warned') warn('Careful', 'Of this.', [{ attribute: 'note' }])
    // `forgetful` returns no size, although its plan left it open.
    const size = plan.note === 'forgetful' ? undefined : (plan.size ?? 1)
    if (plan.note === 'malformed') return { id, secret: 's3cret', size: Number.NaN, revision: 1 }
    return { id, secret: 's3cret', size, revision: 1, foreign: true }
  },
  read: async ({ state, api, ...context }) => {
    await api.before?.('read', context)
    return find(api, state.id)
  },
  update: async ({ plan, state, api, ...context }) => {
    await api.before?.('update', context)
    api.seen.push({ plan, state })
    if (plan.note === 'half') throw new Incomplete({ size: 2 }, new Error('half changed'))
    return { size: plan.size ?? 2, revision: 2, secret: null }
  },
  delete: async ({ state, api, ...context }) => {
    await api.before?.('delete', context)
    find(api, state.id)
    api.boxes.delete(Number(state.id))
  },
})

export const boxData = dataSource('box', {
  description: 'A box.',
  schema: {
    name: required(string, 'Name.'),
    id: computed(int64, 'Id.'),
    missing: computed(string, 'Missing.'),
  },
  read: async ({ config, api, ...context }) => {
    await api.before?.('read', context)
    const found = [...api.boxes.values()].find(({ name }) => name === config.name)
    if (!found) throw new AttributeError([{ attribute: 'name' }], 'There is no such box.')
    return found
  },
})

/** A session with one provider of boxes, called as a host calls it. */
export const startBoxes = (mode?: Mode) => {
  const boxes: Boxes = { boxes: new Map(), seen: [] }
  const corner = provider({
    name: 'corner',
    version: '0.0.0',
    description: 'Boxes.',
    schema: {
      token: optional(string, 'Token.', { sensitive: true }),
      strict: optional(bool, 'Strict.'),
    },
    configure: ({ config, host }) => {
      // Like a client that warns about the same thing in every call.
      if (!isUnknown(config) && config.token === 'noisy')
        boxes.before = () => host.warn('It is slow', 'Be patient.')
      if (!isUnknown(config) && config.token === 'bad')
        throw new AttributeError([{ attribute: 'token' }], 'Not this token.')
      return boxes
    },
    redact: (text) => {
      if (text.includes('box_unreadable')) throw new Error('This text cannot be redacted.')
      return text.replaceAll(/\bbox_\w+/g, '***')
    },
    isAbsent: (error) => error instanceof GoneError,
    resources: [box],
    dataSources: [boxData],
  })
  const logged: object[] = []
  const log: Log = (level, message, fields) => logged.push({ level, message, ...fields })
  const handle = handlers(corner, log, mode)
  const raw = async (name: RpcName, bytes: Buffer, signal = new AbortController().signal) => {
    const handler = handle[name]
    if (handler === undefined) throw new Error(`no ${name}`)
    return handler(bytes, { signal, abandoned: signal })
  }
  const call = async <N extends RpcName>(
    name: N,
    request: Parameters<MethodCodec<N>['request']['encode']>[0],
    signal?: AbortSignal,
  ) => {
    const spoken = codec(name)
    return spoken.response.decode(await raw(name, spoken.request.encode(request), signal))
  }
  return { ...boxes, api: boxes, call, raw, logged, corner }
}

export const boxSchema: Schema = schema

/** An object of the schema on the wire; attributes left out are null. */
export const wire = (fields: Readonly<Record<string, Value>> | null, of: Schema = boxSchema) => {
  const blank = Object.keys(of).map((name) => [name, null] as const)
  const value = fields === null ? null : buildObject([...blank, ...Object.entries(fields)])
  return { msgpack: encode(value, schemaType(of)) }
}

export const unwire = (dynamic: DynamicValue | undefined, of: Schema = boxSchema): Value =>
  dynamic?.msgpack?.length ? decode(dynamic.msgpack, schemaType(of)) : null

/** Diagnostics as lines: `ERROR note: No. Not this note.` */
export const said = (answer: { readonly diagnostics?: readonly Diagnostic[] | undefined }) =>
  (answer.diagnostics ?? []).map(({ severity, summary, detail, attribute }) => {
    const path = (attribute?.steps ?? []).map(({ attribute_name = '?' }) => ({
      attribute: attribute_name,
    }))
    return `${severity} ${formatPath(path)}: ${summary}. ${detail}`
  })
