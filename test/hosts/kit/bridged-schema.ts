/** What the bridge adds for SDKs and texts, and what no Terraform schema says. */
const added = [
  'attribution',
  'description',
  'language',
  'meta',
  'parameterization',
  'publisher',
  'repository',
  'version',
]

interface Schema {
  readonly provider: object
  readonly functions: Readonly<Record<string, Function>>
}

interface Function {
  readonly outputs: { readonly properties: Readonly<Record<string, object>> }
}

const without = (object: object, names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)))

/** The bridge gives no description to what a data source returns at its top. */
const undescribed = (called: Function): object => ({
  ...called,
  outputs: {
    ...called.outputs,
    properties: Object.fromEntries(
      Object.entries(called.outputs.properties).map(([name, property]) => [
        name,
        without(property, ['description']),
      ]),
    ),
  },
})

const isOurs = ([token]: readonly [string, unknown]): boolean => !token.startsWith('pulumi:')

/** The bridge puts a span with its form in each language around a literal: `true`, `3`. */
const span = /<span pulumi-lang[^>]*>(.*?)<\/span>/g

const byText = (a: unknown, b: unknown): number => (String(a) < String(b) ? -1 : 1)

/** Lists in the order of their texts, and texts as declared: the bridge ends those of nested types with a line end. */
const normalized = (value: unknown): unknown => {
  if (typeof value === 'string') return value.replaceAll(span, '$1').trimEnd()
  if (Array.isArray(value)) return value.map(normalized).sort(byText)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, normalized(part)]))
}

/**
 * A package schema in the form in which the bridge's and the predicted one are compared: without what the
 * bridge adds to each package (`terraformConfig`, texts), and in one order.
 */
export const bridged = (schema: Schema): unknown =>
  normalized({
    ...without(schema, added),
    provider: without(schema.provider, ['description', 'methods']),
    functions: Object.fromEntries(
      Object.entries(schema.functions)
        .filter(isOurs)
        .map(([token, called]) => [token, undescribed(called)]),
    ),
  })
