import type { AnyProvider, AnyResource } from '../framework/index.ts'
import { type PulumiId, pulumiId } from './pulumi-id.ts'
import { functionToken, resourceToken } from './pulumi-schema.ts'

/** Tables of what each resource and data source is called under Pulumi, and where its id is. */
export const pulumiNames = ({ name, resources, dataSources }: AnyProvider): string => {
  const rows = resources.map((resource) => resourceRow(name, resource))
  const lookups = dataSources.map(
    ({ type }) => `| \`${name}_${type}\` | \`${functionToken(name, type)}\` |`,
  )
  return [
    '| resource | token | its id |\n|---|---|---|',
    ...rows,
    '',
    '| data source | token |\n|---|---|',
    ...lookups,
  ].join('\n')
}

const resourceRow = (name: string, { type, schema }: AnyResource): string => {
  const id = tell(pulumiId({ type, schema, package: name }))
  return `| \`${name}_${type}\` | \`${resourceToken(name, type)}\` | ${id} |`
}

const tell = (id: PulumiId): string => {
  switch (id.kind) {
    case 'own':
      return '`id`'
    case 'copied':
      return `\`id\`, and \`${id.property}\``
    case 'missing':
      return id.property === undefined ? 'none' : `\`${id.property}\``
  }
}
