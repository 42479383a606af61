import t from 'tap'
import { facts } from '../../src/emulator/generated/facts.ts'
import { routes } from '../../src/emulator/routes.ts'

const names = (entries: readonly { readonly method: string; readonly path: string }[]) =>
  entries.map(({ method, path }) => `${method} ${path}`)

t.test('has the facts of exactly the supported endpoints', async (t) => {
  t.same(names(facts), names(routes))
  t.equal(new Set(names(routes)).size, routes.length)
})
