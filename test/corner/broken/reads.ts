import { toWire } from '../../../src/framework/rpc/dynamic-value.ts'
import { unknown } from '../../../src/framework/schema/unknown.ts'
import { buildObject, type Value } from '../../../src/framework/value/value.ts'
import type { Break } from '../breaking.ts'
import {
  dataSchema,
  deferring,
  fixed,
  imported,
  imports,
  lacking,
  returns,
  setting,
} from './breaks.ts'
import { misfit, ofSecret, type Rule, rules } from './rule.ts'

const invalidReads = rules('refresh', 'Provider produced invalid object', [
  ['reads-an-unknown', returns('region', unknown), 'unknown'],
  ['reads-what-is-write-only', returns('password_wo', 'hidden'), 'write-only', ofSecret],
  ['reads-too-few-attributes', fixed({ new_state: lacking }), '', misfit],
  [
    'defers-a-read',
    deferring,
    'deferred',
    { summary: 'Provider deferred changes when Terraform did not allow deferrals' },
  ],
])

const upgrade = { rpc: 'UpgradeResourceState' } as const

const invalidUpgrades = rules('refresh', 'Invalid resource state upgrade', [
  [
    'upgrades-to-an-unknown',
    setting('upgraded_state', 'region', () => unknown),
    'unknown values',
    upgrade,
  ],
  [
    'upgrades-to-what-is-write-only',
    setting('upgraded_state', 'password_wo', () => 'hidden'),
    'write-only',
    { ...upgrade, ...ofSecret },
  ],
  [
    'upgrades-to-too-few-attributes',
    fixed({ upgraded_state: lacking }),
    '',
    { ...upgrade, ...misfit },
  ],
])

const one = imported({ id: '1', name: 'n' })

const invalidImports = rules('import', 'Import returned no resources', [
  ['imports-nothing', imports(), 'no instance states'],
  [
    'imports-two',
    imports(one, one),
    'returned',
    { summary: 'Multiple import states not supported' },
  ],
  [
    'imports-without-a-type',
    imports((request) => ({ ...one(request), type_name: '' })),
    '',
    { summary: { core: 'Import returned no type', terraform: "didn't set type" } },
  ],
  [
    'imports-null',
    imports(({ type_name }) => ({ type_name, state: { msgpack: Buffer.from([0xc0]) } })),
    'no state',
    { summary: 'Import returned null resource' },
  ],
  [
    'imports-too-few-attributes',
    imports(({ type_name }) => ({ type_name, state: lacking })),
    '',
    misfit,
  ],
  [
    'imports-what-is-write-only',
    imports(imported({ owner: 'o', name: 'n', password_wo: 'hidden' })),
    'write-only',
    { ...ofSecret, summary: 'Import returned a non-null value for a write-only attribute' },
  ],
  [
    'imports-what-is-gone',
    imports(imported({ id: 'gone', name: 'n' })),
    'exist',
    { summary: 'Cannot import non-existent remote object' },
  ],
])

const reads = (value: Value): Break => fixed({ diagnostics: [], state: toWire(value, dataSchema) })

const invalidData = rules('read data', 'Provider produced invalid object', [
  ['reads-no-data', reads(null), 'null', { summary: 'Provider produced null object' }],
  [
    'reads-unknown-data',
    reads(buildObject(Object.entries<Value>({ id: 'x', name: unknown, region: null }))),
    'not wholly known',
  ],
  ['reads-too-few-data', fixed({ diagnostics: [], state: lacking }), '', misfit],
])

export const brokenReads: readonly Rule[] = [
  ...invalidReads,
  ...invalidUpgrades,
  ...invalidImports,
  ...invalidData,
]
