import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A host that can be built from Go modules. */
export interface Recipe {
  /** The folder of its Go module in `modules/`. */
  readonly name: string
  /** What the host is called in texts. */
  readonly title: string
  /** The Go module that has the program, as `go.mod` requires it. */
  readonly module: string
  /** The package of the program within the module; `.` is our own main.go beside go.mod. */
  readonly main: string
  /** The file name of the program. */
  readonly program: string
  /** The linker's `-X` settings: without the version, the Pulumi CLI takes itself for a development build. */
  readonly variables?: (version: string) => Readonly<Record<string, string>>
}

export const recipes: readonly Recipe[] = [
  {
    name: 'opentofu',
    title: 'OpenTofu',
    module: 'github.com/opentofu/opentofu',
    main: 'cmd/tofu',
    program: 'tofu',
    variables: () => ({ 'github.com/opentofu/opentofu/version.dev': 'no' }),
  },
  {
    name: 'pulumi',
    title: 'the Pulumi CLI',
    module: 'github.com/pulumi/pulumi/pkg/v3',
    main: 'cmd/pulumi',
    program: 'pulumi',
    variables: (version) => ({
      'github.com/pulumi/pulumi/sdk/v3/go/common/version.Version': version,
    }),
  },
  {
    name: 'pulumi-yaml',
    title: "Pulumi's language host for YAML",
    module: 'github.com/pulumi/pulumi-yaml',
    main: 'cmd/pulumi-language-yaml',
    program: 'pulumi-language-yaml',
  },
  {
    name: 'pulumi-java',
    title: "Pulumi's language host for Java",
    module: 'github.com/pulumi/pulumi-java',
    main: 'pkg/cmd/pulumi-language-java',
    program: 'pulumi-language-java',
  },
  {
    name: 'pulumi-bridge',
    title: "Pulumi's dynamic Terraform bridge",
    module: 'github.com/pulumi/pulumi-terraform-bridge/v3',
    main: 'dynamic',
    program: 'pulumi-resource-terraform-provider',
    // Two modules of the bridge register the same protobuf messages.
    variables: () => ({
      'google.golang.org/protobuf/reflect/protoregistry.conflictPolicy': 'ignore',
      'github.com/pulumi/pulumi-terraform-bridge/v3/dynamic/version.version': bridgePluginVersion,
    }),
  },
  {
    name: 'pulumi-go',
    title: "a Go program with Pulumi's SDK",
    module: 'github.com/pulumi/pulumi/sdk/v3',
    main: '.',
    program: 'pulumi-program-go',
  },
]

/** The version of the plugin `terraform-provider` that the bridge calls itself: it names a folder. */
export const bridgePluginVersion = 'v1.1.3'

/** The folder of a recipe's Go module, with the versions and sums. */
export const moduleFolder = ({ name }: Recipe): string => join(import.meta.dirname, 'modules', name)

/** Raised where `go.mod` does not require the module that a recipe builds. */
export class UnpinnedError extends Error {
  override readonly name = 'UnpinnedError'
  constructor({ name, module }: Recipe) {
    super(`scripts/hosts/modules/${name}/go.mod requires no version of ${module}.`)
  }
}

/** The version that `go.mod` pins: `v1.12.6`. @throws UnpinnedError */
export const pinnedVersion = (recipe: Recipe): string => {
  const lines = readFileSync(join(moduleFolder(recipe), 'go.mod'), 'utf8').split('\n')
  const words = lines.map((line) =>
    line
      .trim()
      .replace(/^require /, '')
      .split(' '),
  )
  const version = words.find(([module]) => module === recipe.module)?.[1]
  if (version === undefined) throw new UnpinnedError(recipe)
  return version
}
