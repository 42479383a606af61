import { randomUUID } from 'node:crypto'
import { unknown } from '../../../src/framework/schema/unknown.ts'
import { Decimal } from '../../../src/framework/value/number.ts'
import { buildObject, Dynamic } from '../../../src/framework/value/value.ts'
import {
  byKey,
  changing,
  deferring,
  element,
  ending,
  fixed,
  lacking,
  plans,
  setting,
} from './breaks.ts'
import { misfit, ofSecret, type Rule, rules } from './rule.ts'

const invalidPlans = rules('plan', 'Provider produced invalid plan', [
  ['plans-nothing', changing('planned_state', () => null), 'absence but config wants existence'],
  ['plans-too-few-attributes', fixed({ planned_state: lacking }), '', misfit],
  ['plans-another-text', plans('name', 'other'), 'does not match config value'],
  ['plans-unknown-for-a-text', plans('name', unknown), 'does not match config value'],
  ['plans-another-number', plans('ratio', new Decimal('0.5000000000000000001')), 'does not match'],
  ['plans-another-list', plans('words', ['a']), 'does not match config value'],
  ['plans-another-set', plans('ports', [1, 3]), 'does not match config value'],
  ['plans-another-map', plans('tags', buildObject([['a', 'y']])), 'does not match config value'],
  [
    'plans-another-object',
    plans(
      'point',
      buildObject([
        ['x', 1],
        ['y', 3],
      ]),
    ),
    'does not match',
  ],
  [
    'plans-another-dynamic-type',
    plans('anything', new Dynamic({ kind: 'bool' }, true)),
    'does not match config value',
  ],
  ['plans-what-is-not-configured', plans('kind', 'k'), 'for a non-computed attribute'],
  ['plans-unknown-for-null', plans('kind', unknown), 'for a non-computed attribute'],
  ['plans-no-nested-object', plans('owner', null), 'absence but config wants existence'],
  ['plans-an-unknown-nested-list', plans('items', unknown), 'planned unknown for configured value'],
  ['plans-another-nested-text', plans('owner', element({ name: 'x' })), 'does not match'],
  [
    'plans-another-text-in-a-list',
    plans('items', [element({ name: 'x' })]),
    'does not match config value',
  ],
  [
    'plans-more-in-a-nested-list',
    plans('items', [element({ name: 'i' }), element({ name: 'j' })]),
    'disagrees with count in config',
  ],
  [
    'plans-more-in-a-nested-set',
    plans('members', [element({ name: 'm' }), element({ name: 'n' })]),
    'disagrees with count in config',
  ],
  [
    'plans-more-in-a-nested-map',
    plans('by_key', byKey('k', 'l')),
    'disagrees with count in config',
  ],
  ['plans-another-key-in-a-nested-map', plans('by_key', byKey('l')), 'present in config'],
  ['plans-what-is-write-only', plans('password_wo', 'hidden'), 'write-only attribute', ofSecret],
  [
    'defers-a-plan',
    deferring,
    'deferred',
    { summary: 'Provider deferred changes when Terraform did not allow deferrals' },
  ],
])

const steps = (...path: readonly object[]) => fixed({ requires_replace: [{ steps: path }] })

const invalidReplans = rules('replan', 'Provider produced invalid plan', [
  ['replaces-for-no-attribute', steps({ attribute_name: 'strange' }), 'requires replacement'],
  [
    'replaces-for-an-element-of-a-set',
    steps({ attribute_name: 'ports' }, { element_key_int: '0' }),
    'requires replacement',
  ],
  [
    'replaces-beyond-a-list',
    steps({ attribute_name: 'words' }, { element_key_int: '9' }),
    'requires replacement',
  ],
])

const inconsistentPlans = rules('apply', 'Provider produced inconsistent final plan', [
  [
    'plans-a-random-default',
    setting('planned_state', 'region', randomUUID),
    'but now',
    { rpc: 'PlanResourceChange', left: 'nothing' },
  ],
  [
    'plans-a-random-element',
    setting('planned_state', 'aliases', () => [randomUUID()]),
    'but now',
    { rpc: 'PlanResourceChange', left: 'nothing' },
  ],
])

const invalidDestroyPlans = rules('plan destroy', 'Provider produced invalid plan', [
  [
    'plans-an-object-for-its-end',
    ending('planned_state', plans('id', '1')),
    'planned a non-null destroy value',
  ],
])

export const brokenPlans: readonly Rule[] = [
  ...invalidPlans,
  ...invalidReplans,
  ...inconsistentPlans,
  ...invalidDestroyPlans,
]
