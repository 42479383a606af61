import { Unknown, unknown } from '../../../src/framework/schema/unknown.ts'
import { Decimal } from '../../../src/framework/value/number.ts'
import { buildObject, Dynamic } from '../../../src/framework/value/value.ts'
import { byKey, changing, element, ending, fixed, lacking, plans, returns } from './breaks.ts'
import { misfit, ofSecret, type Rule, rules } from './rule.ts'

const inconsistentResults = rules('apply', 'Provider produced inconsistent result after apply', [
  [
    'returns-nothing',
    changing('new_state', () => null),
    'oot object was present, but now absent',
    { left: 'nothing' },
  ],
  [
    'breaks-its-promise',
    plans('region', new Unknown({ prefix: 'x-' })),
    'does not conform to planning placeholder',
    { rpc: 'PlanResourceChange' },
  ],
  ['returns-another-text', returns('name', 'other'), 'but now'],
  ['returns-a-text-for-null', returns('kind', 'k'), 'was null, but now'],
  ['returns-null-for-a-text', returns('name', null), 'but now null'],
  ['returns-a-shorter-list', returns('words', ['a']), 'has vanished'],
  ['returns-a-longer-list', returns('words', ['a', 'b', 'c']), 'has appeared'],
  ['returns-another-list', returns('words', ['b', 'a']), 'but now'],
  ['returns-a-larger-set', returns('ports', [1, 2, 3]), 'length changed from 2 to 3'],
  ['returns-another-set', returns('ports', [1, 3]), 'does not correlate'],
  ['returns-another-map', returns('tags', buildObject([['a', 'y']])), 'but now'],
  ['returns-less-in-a-map', returns('tags', buildObject([])), 'has vanished'],
  [
    'returns-more-in-a-map',
    returns(
      'tags',
      buildObject([
        ['a', 'x'],
        ['b', 'y'],
      ]),
    ),
    'has appeared',
  ],
  ['returns-another-number', returns('ratio', new Decimal('0.5000000000000000001')), 'but now'],
  ['returns-another-type', returns('anything', new Dynamic({ kind: 'bool' }, true)), 'type'],
  ['returns-no-nested-object', returns('owner', null), 'but now null'],
  ['returns-another-nested-text', returns('owner', element({ name: 'x' })), 'but now'],
  ['returns-a-shorter-nested-list', returns('items', []), 'has vanished'],
  ['returns-a-longer-nested-map', returns('by_key', byKey('k', 'l')), 'has appeared'],
  ['returns-another-nested-set', returns('members', [element({ name: 'x' })]), 'correlate'],
  [
    'returns-what-is-write-only',
    returns('password_wo', 'hidden'),
    'write-only attribute',
    { ...ofSecret, summary: 'Provider produced invalid object', left: 'nothing' },
  ],
  ['returns-too-few-attributes', fixed({ new_state: lacking }), '', { ...misfit, left: 'nothing' }],
  [
    'returns-an-unknown',
    returns('region', unknown),
    'unknown value',
    { summary: 'Provider returned invalid result object after apply' },
  ],
])

const invalidEnds = rules('destroy', 'Provider returned invalid result object after apply', [
  [
    'returns-an-object-after-its-end',
    ending('new_state', returns('id', '1')),
    'non-null',
    { left: 'ready' },
  ],
])

export const brokenResults: readonly Rule[] = [...inconsistentResults, ...invalidEnds]
