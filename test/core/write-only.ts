import type { Schema } from '../../src/framework/schema/schema.ts'
import type { Value } from '../../src/framework/value/value.ts'
import { writeOnlyPlaces } from './values.ts'
import type { Problem } from './violation.ts'

/** Write-only attributes that the provider returned with a value. */
export const writeOnlyProblems = (schema: Schema, value: Value): readonly Problem[] =>
  writeOnlyPlaces(schema, value)
    .filter((place) => place.value !== null)
    .map(({ path }) => ({ path, detail: 'returned a value for the write-only attribute' }))
