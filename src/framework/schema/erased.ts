/**
 * Stands for any schema, identity or client. Lists hold resources of many schemas, and a schema is both
 * read from (state) and written to (plan), so that no type argument but `any` stands for all of them.
 * What crosses there at run time is checked by the codec, which walks the declared schema.
 */
// oxlint-disable-next-line typescript/no-explicit-any
export type Erased = any
