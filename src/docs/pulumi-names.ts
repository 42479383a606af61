import type { AnyProvider, AnyResource } from '../framework/index.ts'
import { type PulumiId, pulumiId } from './pulumi-id.ts'
import { functionToken, resourceToken } from './pulumi-schema.ts'

/** Tables of the Pulumi name of each resource and data source, and of the output that holds its ID. */
export const pulumiNames = ({ name, resources, dataSources }: AnyProvider): string => {
  const rows = resources.map((resource) => resourceRow(name, resource))
  const lookups = dataSources.map(
    ({ type }) => `| \`${name}_${type}\` | \`${functionToken(name, type)}\` |`,
  )
  return [
    '| Resource | Pulumi type | ID output |\n|---|---|---|',
    ...rows,
    '',
    '| Data source | Pulumi function |\n|---|---|',
    ...lookups,
  ].join('\n')
}

const resourceRow = (name: string, { type, schema }: AnyResource): string => {
  const id = idCell(pulumiId({ type, schema, package: name }))
  return `| \`${name}_${type}\` | \`${resourceToken(name, type)}\` | ${id} |`
}

const idCell = (id: PulumiId): string => {
  switch (id.kind) {
    case 'own':
      return '`id`'
    case 'copied':
      return `\`id\`, and \`${id.property}\``
    case 'missing':
      return id.property === undefined ? 'none' : `\`${id.property}\``
  }
}
