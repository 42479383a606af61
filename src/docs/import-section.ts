import type { AnyResource, Schema } from '../framework/index.ts'
import { codeBlock } from './code-block.ts'

/** Raised for an `import.sh` without the line `terraform import ADDRESS ID`. */
export class ImportExampleError extends Error {
  readonly path: string
  constructor(path: string) {
    super(`${path} has no line "terraform import ADDRESS ID" to make the import block from.`)
    this.name = 'ImportExampleError'
    this.path = path
  }
}

const COMMAND = /^terraform import (?<address>\S+) (?<quote>["']?)(?<id>\S+)\k<quote>$/m

/** An example of `terraform import`. */
export interface Example {
  readonly path: string
  readonly text: string
}

const LINKS = {
  block: 'https://developer.hashicorp.com/terraform/language/import',
  command: 'https://developer.hashicorp.com/terraform/cli/commands/import',
}

/**
 * The section `## Import`: the import block, the command, and what is null after an import.
 *
 * @throws ImportExampleError
 */
export const importSection = (
  { schema, identity = ['id'] }: Pick<AnyResource, 'schema' | 'identity'>,
  { path, text }: Example,
): string =>
  [
    '## Import',
    'Import is supported using the following syntax:',
    `In Terraform v1.5.0 and later, use an [\`import\` block](${LINKS.block}) with the \`id\` attribute:`,
    codeBlock('import.tf', importBlock({ path, text })),
    `In any version, use the [\`terraform import\` command](${LINKS.command}):`,
    codeBlock(path, text),
    ...idFormat(identity),
    ...nullAfterwards(schema),
  ].join('\n\n')

const importBlock = ({ path, text }: Example): string => {
  const { address, id } = COMMAND.exec(text)?.groups ?? {}
  if (address === undefined || id === undefined) throw new ImportExampleError(path)
  return `import {\n  to = ${address}\n  id = ${JSON.stringify(id)}\n}`
}

const idFormat = (identity: readonly string[]): readonly string[] =>
  identity.length === 1
    ? []
    : [`The import ID has the format \`${identity.map((name) => `<${name}>`).join(':')}\`.`]

const nullAfterwards = (schema: Schema): readonly string[] => {
  const once = Object.entries(schema).filter(([, { once }]) => once)
  const names = once.map(([name]) => `\`${name}\``).join(', ')
  return names === ''
    ? []
    : [
        `The API returns these attributes only on creation, so they are null after import: ${names}.`,
      ]
}
