// Checked by `tsc`: what may be read where. A line marked `@ts-expect-error` fails the check when it compiles.
import {
  computed,
  declare,
  int64,
  list,
  optional,
  optionalComputed,
  required,
  setNested,
  string,
  writeOnly,
} from '../../../src/framework/index.ts'

interface Api {
  find(id: number | bigint): Promise<{ id: number; name: string; foreign: boolean }>
}

const { resource } = declare<Api>()

const schema = {
  id: computed(int64, 'Id.'),
  name: required(string, 'Name.', {
    validate: [{ expects: 'text', accepts: (name) => name.length > 0 }],
  }),
  size: optionalComputed(int64, 'Size.', { default: 3 }),
  label: optionalComputed(string, 'Label.'),
  jobs: optional(list(int64), 'Jobs.'),
  rules: optional(
    setNested({ key: required(string, 'Key.'), password_wo: writeOnly(string, 'Password.') }),
    'Rules.',
  ),
}

export const thing = resource('thing', {
  description: 'A thing.',
  schema,
  create: async ({ plan, config }) => {
    const name: string = plan.name
    const size: number | bigint = plan.size
    const label: string | null | undefined = plan.label
    const password: string | null | undefined = config.rules?.[0]?.password_wo
    // @ts-expect-error what the API decides is not in a plan
    void plan.id
    // @ts-expect-error a write-only value is not in a plan
    void plan.rules?.[0]?.password_wo
    return { id: 1, name, size, label, jobs: password ? [1] : null }
  },
  read: async ({ state, api }) => {
    // The identity of an object that exists is never null, and a foreign field is no error.
    const id: number | bigint = state.id
    // @ts-expect-error the rest may be
    const jobs: readonly (number | bigint)[] = state.jobs
    void jobs
    return api.find(id)
  },
  delete: async () => {},
})

export const forgetful = resource('forgetful', {
  description: 'A thing.',
  schema,
  // @ts-expect-error a create must return what only the API knows
  create: async () => ({ name: 'x' }),
  read: async () => ({}),
  delete: async () => {},
})

const changing = {
  id: computed(int64, 'Id.', { stable: true }),
  name: required(string, 'Name.'),
  secret: computed(string, 'Secret.', { once: true }),
  revision: computed(int64, 'Revision.'),
}

const changed = {
  description: 'A thing.',
  schema: changing,
  create: async () => ({ id: 1, secret: 's', revision: 1 }),
  read: async () => ({}),
  delete: async () => {},
}

export const updated = resource('updated', {
  ...changed,
  update: async ({ plan, private: kept }) => {
    kept.set('name', plan.name)
    // @ts-expect-error private values are JSON
    kept.set('size', 7n)
    return { revision: 2 }
  },
})

export const stale = resource('stale', {
  ...changed,
  // @ts-expect-error an update must return the computed attributes that may have changed
  update: async () => ({ name: 'x' }),
})

export const nameless = resource('nameless', {
  description: 'A thing.',
  schema,
  // @ts-expect-error an identity names attributes of the schema
  identity: ['nobody'],
  create: async () => ({ id: 1 }),
  read: async () => ({}),
  delete: async () => {},
})
