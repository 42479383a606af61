import type { PackageSchema, ResourceSchema } from '../../../src/docs/pulumi-schema.ts'
import type { Properties, Property } from '../../../src/docs/pulumi-type.ts'

/** The part of `@pulumi/pulumi` that a generated SDK and our programs use. */
export const pulumiCore = `
export type ID = string
export interface Output<T> { apply<U>(func: (value: T) => U): Output<U> }
export type Input<T> = T | Promise<T> | Output<T>
export interface CustomResourceOptions { deleteBeforeReplace?: boolean; protect?: boolean; import?: ID }
export declare class CustomResource { readonly id: Output<ID> }
`

/** The resources of a package as its Node.js SDK declares them: `index.d.ts` of `@pulumi/dbtcloud`. */
export const pulumiDeclaration = ({ resources }: PackageSchema): string =>
  [
    `import * as pulumi from '@pulumi/pulumi'`,
    ...Object.entries(resources).map(([token, resource]) => declareResource(token, resource)),
  ].join('\n')

const declareResource = (token: string, resource: ResourceSchema): string => {
  const { properties, required, inputProperties, requiredInputs = [], stateInputs } = resource
  const name = token.slice(token.lastIndexOf(':') + 1)
  const args = requiredInputs.length > 0 ? 'args' : 'args?'
  return `
export declare class ${name} extends pulumi.CustomResource {
  static get(name: string, id: pulumi.Input<pulumi.ID>, state?: ${name}State, opts?: pulumi.CustomResourceOptions): ${name}
  constructor(name: string, ${args}: ${name}Args, opts?: pulumi.CustomResourceOptions)
${outputs(properties, required)}
}
export interface ${name}Args {
${inputs(inputProperties, requiredInputs)}
}
export interface ${name}State {
${inputs(stateInputs.properties, [])}
}`
}

const outputs = (properties: Properties, required: readonly string[]): string =>
  Object.entries(properties)
    .map(([name, property]) => {
      const type = typeOf(property) + (required.includes(name) ? '' : ' | undefined')
      return `  readonly ${name}: pulumi.Output<${type}>`
    })
    .join('\n')

const inputs = (properties: Properties, required: readonly string[]): string =>
  Object.entries(properties)
    .map(([name, property]) => {
      const mark = required.includes(name) ? '' : '?'
      return `  ${name}${mark}: pulumi.Input<${typeOf(property)}>`
    })
    .join('\n')

/** The types of plain values. The programs use only these. */
const typeOf = (property: Property): string => ('type' in property ? property.type : 'unknown')
