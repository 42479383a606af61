import { toPlain } from '../plan/plain.ts'
import type { Ambient, Private, ResourceAmbient } from '../schema/resource.ts'
import type { Schema } from '../schema/schema.ts'
import { mapObject, type ObjectValue } from '../value/value.ts'
import type { Context } from './answer.ts'
import { configuredApi } from './session.ts'

/** What every verb gets: the client, the stop signal, and a way to warn. */
export const ambient = (context: Context): Ambient<unknown> => ({
  api: configuredApi(context.session),
  signal: context.signal,
  warn: context.warn,
})

/** Like {@link ambient}, with the private state of a resource. */
export const resourceAmbient = (context: Context, draft: Private): ResourceAmbient<unknown> => ({
  ...ambient(context),
  private: { get: (key) => draft.get(key), set: (key, value) => draft.set(key, value) },
})

const pick = (schema: Schema, value: ObjectValue, unseen: readonly string[]) => {
  const seen = Object.entries(schema).filter(([, { role }]) => !unseen.includes(role))
  return Object.fromEntries(
    seen.map(([name, { type }]) => [name, toPlain(type, value[name] ?? null, () => undefined)]),
  )
}

/** The plan as a verb sees it: configured and default values, with `undefined` for unknown ones. */
export const planView = (schema: Schema, planned: ObjectValue): Readonly<Record<string, unknown>> =>
  pick(schema, planned, ['computed', 'writeOnly'])

/** The configuration as a verb sees it, including write-only values. */
export const configView = (
  schema: Schema,
  config: ObjectValue,
): Readonly<Record<string, unknown>> => pick(schema, config, ['computed'])

/** A stored object as a verb sees it. */
export const stateView = (schema: Schema, state: ObjectValue): Readonly<Record<string, unknown>> =>
  pick(schema, state, [])

/** An object as a hook sees it, unknown values in it. */
export const hookView = (schema: Schema, value: ObjectValue): Readonly<Record<string, unknown>> =>
  mapObject(schema, ({ type }, name) => toPlain(type, value[name] ?? null, (unknown) => unknown))
