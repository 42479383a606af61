// Values that an author's data may hold, and that throw when they are read.

export const revoked = (): object => {
  const { proxy, revoke } = Proxy.revocable({}, {})
  revoke()
  return proxy
}

/** Not even its fields can be asked for. A promise asks for `then` first. */
export const hostile = (): object => {
  const refuse = () => {
    throw new Error('a trap')
  }
  const get = (_: object, name: string | symbol) => (name === 'then' ? undefined : refuse())
  return new Proxy({}, { get, ownKeys: refuse, getPrototypeOf: refuse, has: refuse })
}

export const throwing = (fields: object, name: string): object =>
  Object.defineProperty({ ...fields }, name, {
    enumerable: true,
    get: () => {
      throw new Error('a getter')
    },
  })

export const cyclic = (): object => {
  const item: { label?: unknown } = {}
  item.label = item
  return item
}

export const deep = (levels = 100_000): unknown => {
  let value: unknown = []
  for (let level = 0; level < levels; level += 1) value = [value]
  return value
}

/** Values that no attribute can be saved with. */
export const unsound: readonly (() => unknown)[] = [
  revoked,
  cyclic,
  hostile,
  () => [hostile()],
  () => [revoked()],
  () => [[[]]],
  () => Symbol('x'),
  () => () => 1,
  () => Number.NaN,
  () => ({}),
  () => new Date(Number.NaN),
  () => '\ud800',
]
