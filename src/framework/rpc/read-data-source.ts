import { merge } from '../plan/merge.ts'
import { NoFieldsError, notFields } from '../plan/salvage.ts'
import { checkKnown } from '../plan/unfilled.ts'
import { schemaType } from '../value/wire-type.ts'
import { attempt, type Rpc } from './answer.ts'
import { objectFromWire, toWire } from './dynamic-value.ts'
import { findDataSource } from './session.ts'
import { ambient, configView } from './views.ts'

/** Reads a data source. Its configuration is known; what the API does not return is null. */
export const readDataSource: Rpc<'ReadDataSource'> = {
  name: 'ReadDataSource',
  answer: ({ type_name, config: wire }, context) =>
    attempt(`Could not read data source ${type_name}`, async () => {
      const source = findDataSource(context.session, type_name)
      const { schema } = source
      const config = objectFromWire(wire, schema)
      const fields = await source.read({ ...ambient(context), config: configView(schema, config) })
      const found = notFields(fields)
      if (found !== undefined) throw new NoFieldsError(found)
      const state = merge(schema, config, [fields, 'takes-once'])
      checkKnown(state, schemaType(schema))
      return { state: toWire(state, schema) }
    }),
}
