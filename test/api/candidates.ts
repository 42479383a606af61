import t from 'tap'
import { isSameName, judgeCandidates } from '../../src/api/candidates.ts'
import type { Item } from '../../src/api/index.ts'

interface Thing {
  readonly id: number
  readonly name: string
  readonly used?: boolean
  readonly early?: boolean
}

const mine = (id: number, used = false): Thing => ({ id, name: 'mine', used })
const early = (id: number): Thing => ({ id, name: 'mine', early: true })
const other: Thing = { id: 7, name: 'other' }
const whole = (...items: Thing[]) => ({ items, complete: true })
const part = (...items: Thing[]) => ({ items, complete: false })

const table = [
  ['finds none in an empty collection', whole(), whole(), { kind: 'none' }],
  ['takes no object of another name', whole(), whole(other), { kind: 'none' }],
  ['takes no object that was there before', whole(mine(1)), whole(mine(1)), { kind: 'none' }],
  ['takes no object that this process owns', whole(), whole(mine(99)), { kind: 'none' }],
  [
    'finds the one',
    whole(mine(1), other),
    whole(mine(1), other, mine(2)),
    { kind: 'one', item: mine(2) },
  ],
  [
    'judges nothing between several',
    whole(),
    whole(mine(1), mine(2)),
    { kind: 'unclear', ids: ['1', '2'] },
  ],
  ['spares one that is used', whole(), whole(mine(1, true)), { kind: 'unclear', ids: ['1'] }],
  ['trusts no part of a collection after', whole(), part(mine(1)), { kind: 'unclear', ids: ['1'] }],
  [
    'trusts no part of a collection before',
    part(),
    whole(mine(1)),
    { kind: 'unclear', ids: ['1'] },
  ],
  ['takes no absence from a part', whole(), part(), { kind: 'unclear', ids: [] }],
  [
    'spares one that was created before the POST by the clock of the server',
    whole(),
    whole(early(1), mine(2)),
    { kind: 'one', item: mine(2) },
  ],
  [
    'decides nothing by the clock of the server alone',
    whole(),
    whole(early(1)),
    { kind: 'unclear', ids: ['1'] },
  ],
  [
    'names those of before, too',
    whole(),
    whole(early(1), mine(2), mine(3)),
    {
      kind: 'unclear',
      ids: ['1', '2', '3'],
    },
  ],
] as const

for (const [title, before, after, verdict] of table) {
  t.test(title, async (t) => {
    const ids = new Set(before.items.map(({ id }) => String(id)))
    const doubt = {
      before: { ids, complete: before.complete },
      isCandidate: ({ name }: Thing) => name === 'mine',
      isUsed: ({ used }: Thing) => used === true,
      isOwned: ({ id }: Thing) => id === 99,
      isEarlier: ({ early }: Thing) => early === true,
    }
    t.same(judgeCandidates(doubt, after), verdict)
  })
}

t.test('compares ids by their digits, whatever type they came as', async (t) => {
  const no = () => false
  const rules = { isCandidate: () => true, isUsed: no, isOwned: no, isEarlier: no }
  const before = { ids: new Set(['1']), complete: true }
  const after = { items: [{ id: 1n }], complete: true }
  t.same(judgeCandidates<Item>({ before, ...rules }, after), { kind: 'none' })
})

const names: readonly [a: string, b: string, same: boolean][] = [
  ['okta', 'okta', true],
  [' okta\t', 'okta', true],
  ['okta\u00a0', 'okta', true],
  ['caf\u00e9', 'cafe\u0301', true],
  ['\u1e9b\u0323', '\u1e9b\u0323', true],
  ['okta', 'Okta', false],
  ['okta', 'ok ta', false],
  ['fi', '\ufb01', false],
]

for (const [a, b, same] of names)
  t.test(
    `takes ${JSON.stringify(a)} and ${JSON.stringify(b)} for ${same ? 'one name' : 'two'}`,
    async (t) => t.equal(isSameName(a, b), same),
  )
