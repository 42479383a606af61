import { address, dbtcloud } from '../dbtcloud/provider.ts'
import { command } from './command.ts'
import { schemaJson } from './schema-json.ts'

export const schema = command({
  about:
    'Prints the schema of the provider, its resources, and its data sources as JSON, in the format of ' +
    '"terraform providers schema -json". It needs neither Terraform nor a configuration.',
  flags: {},
  run: async (_values, { terminal }) => {
    terminal.print(JSON.stringify(schemaJson(dbtcloud, address), null, 2))
    return 0
  },
})
