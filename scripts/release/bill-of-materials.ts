import { dependencyPath, type Lock, type LockedPackage } from '../packaging/lock.ts'
import type { Inside } from './packages-inside.ts'

/** The program that the bill describes. */
export interface Product {
  readonly name: string
  readonly version: string
  /** SPDX. */
  readonly license: string
  readonly description: string
  /** The address under which it is published: `registry.terraform.io/…/dbtcloud`. */
  readonly address: string
  /** The commit time of its sources, as ISO 8601. The same sources always give the same bill. */
  readonly date: string
  /** Its `dependencies` in package.json. */
  readonly dependencies: Readonly<Record<string, string>>
}

/** A CycloneDX 1.6 bill of what the executables contain: https://cyclonedx.org/docs/1.6/json/. */
export const billOfMaterials = (product: Product, { packages, runtimes }: Inside, lock: Lock) => ({
  $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  version: 1,
  metadata: { timestamp: product.date, component: root(product) },
  components: [...packages.map(library), ...runtimes.map(runtime)],
  dependencies: [
    { ref: refOf(product), dependsOn: rootDependencies(product, { packages, runtimes }) },
    ...packages.map((inside) => ({
      ref: purl(inside),
      dependsOn: dependencies(inside, packages, lock),
    })),
    ...runtimes.map((inside) => ({ ref: purl(inside), dependsOn: [] })),
  ],
})

const root = (product: Product) => ({
  type: 'application',
  'bom-ref': refOf(product),
  name: product.name,
  version: product.version,
  description: product.description,
  licenses: licenses(product.license),
  externalReferences: [{ type: 'distribution', url: registryPage(product) }],
})

const refOf = ({ name, version }: Product) => `${name}@${version}`

const registryPage = ({ address }: Product) => {
  const [host, namespace, type] = address.split('/')
  return `https://${host}/providers/${namespace}/${type}`
}

const library = (inside: LockedPackage) => ({
  type: 'library',
  'bom-ref': purl(inside),
  ...nameParts(inside),
  version: inside.version,
  purl: purl(inside),
  hashes: hashes(inside),
  licenses: licenses(inside.license),
})

/** Includes the name that vulnerability databases use for Node.js. */
const runtime = (inside: LockedPackage) => ({
  ...library(inside),
  type: 'platform',
  cpe: `cpe:2.3:a:nodejs:node.js:${inside.version}:*:*:*:*:*:*:*`,
})

const nameParts = ({ name }: LockedPackage) => {
  const [scope, own] = name.split('/')
  return own === undefined ? { name } : { group: scope, name: own }
}

/** The `@` of a scope is escaped: https://github.com/package-url/purl-spec. */
const purl = ({ name, version }: LockedPackage) => `pkg:npm/${name.replace('@', '%40')}@${version}`

const hashes = ({ integrity }: LockedPackage) => {
  const [algorithm = '', content = ''] = integrity.split(/-(.*)/s)
  const alg = algorithm.toUpperCase().replace('SHA', 'SHA-')
  return [{ alg, content: Buffer.from(content, 'base64').toString('hex') }]
}

const licenses = (spdx: string) =>
  spdx.includes(' ') ? [{ expression: spdx }] : [{ license: { id: spdx } }]

const rootDependencies = (product: Product, { packages, runtimes }: Inside) => [
  ...packages
    .filter(({ path, name }) => path === `node_modules/${name}` && name in product.dependencies)
    .map(purl),
  ...runtimes.map(purl),
]

const dependencies = (inside: LockedPackage, packages: readonly LockedPackage[], lock: Lock) => {
  const names = Object.keys({ ...inside.dependencies, ...inside.optionalDependencies })
  const paths = names.map((name) => dependencyPath(lock, inside.path, name))
  return packages.filter(({ path }) => paths.includes(path)).map(purl)
}
