/** Under what the provider is published. */
export interface Published {
  /** `registry.terraform.io/dbtcloud-typescript/dbtcloud` */
  readonly address: string
  readonly version: string
}

const DEFAULT_HOST = 'registry.terraform.io/'

/** The address as configurations write it: `dbtcloud-typescript/dbtcloud`. */
const sourceOf = ({ address }: Published): string => address.replace(DEFAULT_HOST, '')

/** The constraint that allows compatible versions: `~> 0.1.0`, and `~> 1.2` once 1.0 is out. */
const constraintOf = ({ version }: Published): string => {
  const [major = '', minor = ''] = version.split('.')
  return major === '0' ? `~> 0.${minor}.0` : `~> ${major}.${minor}`
}

/** The texts that templates may use: `{{ source }}`, `{{ address }}`, `{{ version }}`, `{{ constraint }}`. */
export const publishedTexts = (published: Published): ReadonlyMap<string, string> =>
  new Map([
    ['source', sourceOf(published)],
    ['address', published.address],
    ['version', published.version],
    ['constraint', constraintOf(published)],
  ])

const SOURCE = /^(?<indent> *)source *= "[^"]*\/(?<type>[^"/]+)"$/gm

/**
 * A configuration that requires the provider as it is published. The examples in the repository
 * name the address under which its tests run.
 */
export const requirePublished = (hcl: string, published: Published): string =>
  hcl.replaceAll(SOURCE, (line: string, indent: string, type: string) =>
    published.address.endsWith(`/${type}`)
      ? `${indent}source  = "${sourceOf(published)}"\n${indent}version = "${constraintOf(published)}"`
      : line,
  )
