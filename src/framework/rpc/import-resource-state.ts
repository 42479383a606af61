import { parseIdentity } from '../schema/identity.ts'
import { buildObject } from '../value/value.ts'
import { attempt, type Rpc } from './answer.ts'
import { toWire } from './dynamic-value.ts'
import { readState } from './read-resource.ts'
import { findResource } from './session.ts'
import { subjectOf } from './subject.ts'

/** Raised for an import ID of an object that does not exist. */
export class NothingToImportError extends Error {
  readonly id: string
  constructor(type: string, id: string) {
    super(
      `No ${type} with the ID "${id}" exists in this account, or the API token has no permission to read it.`,
    )
    this.name = 'NothingToImportError'
    this.id = id
  }
}

/**
 * Imports an object by its ID. The object is read here, because Pulumi's host takes null from a later read
 * for an empty object instead of a missing one.
 */
export const importResourceState: Rpc<'ImportResourceState'> = {
  name: 'ImportResourceState',
  answer: ({ type_name, id = '' }, context) =>
    attempt(`Could not import ${type_name}`, async () => {
      const resource = findResource(context.session, type_name)
      const { schema, identity } = subjectOf(resource)
      const named = parseIdentity(schema, identity, id)
      const blank = Object.keys(schema).map((name) => [name, named[name] ?? null] as const)
      const asked = { state: buildObject(blank), secret: undefined, isImport: true }
      const found = await readState(resource, asked, context)
      if (found === null) throw new NothingToImportError(String(type_name), id)
      const state = toWire(found.state, schema)
      return { imported_resources: [{ type_name, state, private: found.secret }] }
    }),
}
