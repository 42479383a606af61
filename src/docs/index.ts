// The exports of this room: a provider's pages, and the schema that Pulumi derives from it.
export { type Difference, difference } from './difference.ts'
export { pulumiId } from './pulumi-id.ts'
export { propertyName } from './pulumi-name.ts'
export { type PackageSchema, pulumiSchema, resourceToken } from './pulumi-schema.ts'
export { renderSite, type Site } from './render-site.ts'
