import { type AnyResource, describeIdentity, type Schema } from '../framework/index.ts'
import { codeBlock } from './code-block.ts'

/** Raised for an `import.sh` without the line `terraform import ADDRESS ID`. */
export class ImportExampleError extends Error {
  readonly path: string
  constructor(path: string) {
    super(`${path} has no line "terraform import ADDRESS ID" to take the import block from.`)
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

/**
 * The section `## Import`: what the id is made of, the command, and the same as an import block.
 *
 * @throws ImportExampleError
 */
export const importSection = (
  { schema, identity = ['id'] }: Pick<AnyResource, 'schema' | 'identity'>,
  { path, text }: Example,
): string =>
  [
    '## Import',
    // In a code span: Markdown would take <id> for HTML.
    `The import id is ${describeIdentity(schema, identity).replace(/<\S+>/, '`$&`')}.`,
    codeBlock(path, text),
    'The same as an import block, in Terraform 1.5 or OpenTofu 1.6 and later:',
    codeBlock('import.tf', importBlock({ path, text })),
    ...afterwards(schema),
  ].join('\n\n')

const importBlock = ({ path, text }: Example): string => {
  const { address, id } = COMMAND.exec(text)?.groups ?? {}
  if (address === undefined || id === undefined) throw new ImportExampleError(path)
  return `import {\n  to = ${address}\n  id = ${JSON.stringify(id)}\n}`
}

const afterwards = (schema: Schema): readonly string[] => {
  const untold = Object.entries(schema).filter(([, { once }]) => once)
  const names = untold.map(([name]) => `\`${name}\``).join(', ')
  return names === '' ? [] : [`After an import these are null, for they are told once: ${names}.`]
}
