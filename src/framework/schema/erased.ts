/**
 * Any schema, identity, or client. Lists contain resources with different schemas. A schema is both read (state)
 * and written (plan), so only `any` matches all of them. At run time, the codec checks values against the declared
 * schema.
 */
// oxlint-disable-next-line typescript/no-explicit-any
export type Erased = any
