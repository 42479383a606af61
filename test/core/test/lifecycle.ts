import t from 'tap'
import { handlers } from '../../../src/framework/rpc/index.ts'
import { unknown } from '../../../src/framework/schema/unknown.ts'
import { cornerProvider, Store } from '../../corner/provider.ts'
import { inProcess } from '../client.ts'
import { startCore, UnknownTypeError } from '../core.ts'
import { lifecycle } from '../lifecycle.ts'

const start = async () => {
  const store = new Store()
  const core = await startCore(inProcess(handlers(cornerProvider(store), () => {})))
  return { store, core }
}

const full = {
  name: 'all',
  kind: 'first',
  label: 'Text',
  count_of: 9007199254740993n,
  ratio: 0.1,
  anything: { deep: [1, 'two', null] },
  words: ['b', 'a', 'b'],
  ports: [3, 1, 3],
  tags: { b: '2', __proto__x: '1' },
  point: { x: 1, y: 2.5 },
  owner: { name: 'o' },
  items: [
    { name: 'i', note: 'n' },
    { name: 'j', size: 3 },
  ],
  members: [{ name: 'm' }, { name: 'k', size: 1 }],
  by_key: { one: { name: 'v' } },
  family: { name: 'f', members: [{ name: 'child' }] },
}

t.test('manages an object with every type from create to destroy', async (t) => {
  const { store, core } = await start()
  await lifecycle(
    t,
    [core, 'corner_everything'],
    [
      {
        config: { name: 'least' },
        expect: { action: 'create', state: { id: '1', enabled: true } },
      },
      {
        title: 'plans the configured values and leaves the rest unknown',
        plan: { ...full, kind: null },
        expect: { action: 'update' },
      },
      {
        config: { ...full, kind: null },
        expect: {
          action: 'update',
          state: { revision: 2, ports: [3, 1], items: [{ serial: 'S-i', size: 7 }, { size: 3 }] },
        },
      },
      {
        title: 'keeps the stored text if only its case differs',
        config: { ...full, kind: null, label: 'TEXT' },
        expect: { action: 'no-op', state: { label: 'Text' } },
      },
      {
        title: 'replaces if the schema requires it',
        config: full,
        expect: { action: 'replace', replaces: ['kind'], state: { id: '2', revision: 1 } },
      },
      {
        title: 'creates the new object first with create_before_destroy',
        config: { ...full, kind: 'second' },
        createBeforeDestroy: true,
        expect: { action: 'replace', state: { id: '3' } },
      },
      { title: 'has destroyed both', event: (t) => t.same([...store.objects.keys()], ['3']) },
      { import: ({ id }) => String(id) },
      { title: 'drifts', event: () => store.update('3', { words: ['changed'] }) },
      { refresh: true, expect: { state: { words: ['changed'] } } },
      {
        title: 'corrects the drift',
        config: { ...full, kind: 'second' },
        expect: { action: 'update', state: { words: ['b', 'a', 'b'] } },
      },
      { title: 'vanishes', event: () => store.delete('3') },
      {
        title: 'creates a deleted object again',
        config: { ...full, kind: 'second' },
        expect: { action: 'create', state: { id: '4' } },
      },
      { destroy: true, expect: { action: 'delete' } },
      { title: 'is gone', event: (t) => t.equal(store.objects.size, 0) },
    ],
  )
})

t.test('plans with unknown values and applies with the known ones', async (t) => {
  const { core } = await start()
  const known = { name: 'n', words: ['w'], owner: { name: 'o', note: 'later' }, tags: { a: 'b' } }
  await lifecycle(
    t,
    [core, 'corner_everything'],
    [
      {
        config: known,
        planWith: { name: 'n', words: unknown, owner: { name: 'o', note: unknown }, tags: unknown },
        expect: { action: 'create', state: known },
      },
      {
        title: 'ends without an update if the values do not change',
        config: known,
        planWith: { ...known, words: unknown },
        expect: { action: 'update', state: { revision: 1 } },
      },
    ],
  )
})

t.test('keeps secrets only where they are allowed', async (t) => {
  const { store, core } = await start()
  const config = { owner: 'o', name: 'n', password_wo: 'hunter2', password_wo_version: 1 }
  await lifecycle(
    t,
    [core, 'corner_secret'],
    [
      {
        config,
        expect: {
          action: 'create',
          state: { id: 'o:n', password_wo: null, token: 'token of o:n' },
        },
      },
      {
        title: 'does not look at a write-only value again',
        config: { ...config, password_wo: 'other' },
        expect: { action: 'no-op' },
      },
      {
        config: { ...config, password_wo: 'longer value', password_wo_version: 2 },
        expect: { action: 'update', state: { token: 'token of o:n' } },
      },
      {
        title: 'received the password',
        event: (t) => t.equal(store.objects.get('o:n')?.['length'], 12),
      },
      { import: 'o:n', ignore: ['token'] },
      { import: 'o', expect: { error: /^error: / } },
      { import: 'o:strange', expect: { error: /^error: .*o:strange/ } },
      { destroy: true },
    ],
  )
})

t.test('ends with the error of a failed create and stores nothing', async (t) => {
  const { store, core } = await start()
  await lifecycle(
    t,
    [core, 'corner_everything'],
    [
      { title: 'breaks', event: () => store.failNext('create', new Error('no room')) },
      { config: { name: 'n' }, expect: { error: /no room/, state: null } },
      { config: { name: 'n' }, expect: { action: 'create' } },
      {
        config: { name: 'n', strange: 1 },
        expect: { error: /^error: Unsupported argument: strange/ },
      },
      { config: {}, expect: { error: /^error: Missing required argument: name/ } },
      { destroy: true },
    ],
  )
})

t.test('reads a data source', async (t) => {
  const { store, core } = await start()
  store.create({ name: 'n', region: 'us' })
  const found = await core.readDataSource('corner_everything', { id: '1' })
  t.match(found, { isFailed: false, state: { id: '1', name: 'n', region: 'us' } })
  const lost = await core.readDataSource('corner_everything', { id: '2' })
  t.match(lost, { isFailed: true, state: null })
  t.throws(() => core.resource('corner_strange'), new UnknownTypeError('corner_strange'))
})
