// The door: from a provider's declarations to its pages, and to the schema that Pulumi derives.
export { type Difference, difference } from './difference.ts'
export { type PackageSchema, pulumiSchema } from './pulumi-schema.ts'
export { renderSite, type Site } from './render-site.ts'
