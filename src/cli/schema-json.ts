import { type AnyProvider, wireSchema } from '../framework/index.ts'

type Wire = ReturnType<typeof wireSchema>
type WireAttribute = NonNullable<NonNullable<Wire['block']>['attributes']>[number]

// As Terraform writes it (internal/command/jsonprovider): what is false or empty is left out.
const present = (fields: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== false && value !== ''))

const typeOf = ({ type, nested_type }: WireAttribute): object =>
  nested_type
    ? {
        nested_type: {
          attributes: attributesOf(nested_type.attributes),
          nesting_mode: nested_type.nesting?.toLowerCase(),
        },
      }
    : { type: JSON.parse(String(type)) }

const attributeOf = (attribute: WireAttribute) => ({
  ...typeOf(attribute),
  ...present({
    description: attribute.description,
    description_kind: attribute.description_kind?.toLowerCase(),
    deprecated: attribute.deprecated ?? false,
    required: attribute.required,
    optional: attribute.optional,
    computed: attribute.computed,
    sensitive: attribute.sensitive,
    write_only: attribute.write_only,
  }),
})

const attributesOf = (attributes: readonly WireAttribute[] = []): object =>
  Object.fromEntries(attributes.map((one) => [one.name, attributeOf(one)]))

const schemaOf = ({ version, block }: Wire) => ({
  version: Number(version),
  block: {
    attributes: attributesOf(block?.attributes),
    ...present({
      description: block?.description,
      description_kind: block?.description_kind?.toLowerCase(),
    }),
  },
})

/** A provider's schemas in the form of `terraform providers schema -json`. */
export const schemaJson = (provider: AnyProvider, address: string): object => {
  const { name, resources, dataSources } = provider
  const schemas = (declared: readonly (Parameters<typeof wireSchema>[0] & { type: string })[]) =>
    Object.fromEntries(declared.map((one) => [`${name}_${one.type}`, schemaOf(wireSchema(one))]))
  const own = {
    // The schema's version, which a provider's own never raises, not the provider's.
    provider: schemaOf(wireSchema({ ...provider, version: 0 })),
    resource_schemas: schemas(resources),
    data_source_schemas: schemas(dataSources),
  }
  return { format_version: '1.0', provider_schemas: { [address]: own } }
}
