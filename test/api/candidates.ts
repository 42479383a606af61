import t from 'tap'
import { isSameName, judgeCandidates } from '../../src/api/candidates.ts'
import type { Item, Listing } from '../../src/api/index.ts'

interface Thing {
  readonly id: number
  readonly name: string
  readonly used?: boolean
}

const mine = (id: number, used = false): Thing => ({ id, name: 'mine', used })
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
] as const

for (const [title, before, after, verdict] of table) {
  t.test(title, async (t) => {
    const doubt = {
      before,
      isCandidate: ({ name }: Thing) => name === 'mine',
      isUsed: ({ used }: Thing) => used === true,
      isOwned: ({ id }: Thing) => id === 99,
    }
    t.same(judgeCandidates(doubt, after), verdict)
  })
}

t.test('compares ids by their digits, whatever type they came as', async (t) => {
  const rules = { isCandidate: () => true, isUsed: () => false, isOwned: () => false }
  const before: Listing<Item> = { items: [{ id: '1' }], complete: true }
  const after = { items: [{ id: 1n }], complete: true }
  t.same(judgeCandidates({ before, ...rules }, after), { kind: 'none' })
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
