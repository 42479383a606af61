import type { EndpointFacts, Shape } from './endpoint-facts.ts'

interface Node {
  readonly $ref?: string
  readonly allOf?: readonly Node[]
  readonly type?: Shape['type']
  readonly properties?: Readonly<Record<string, Node>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean | Node
  readonly items?: Node
}

interface Content {
  readonly content?: { readonly 'application/json'?: { readonly schema: Node } }
}

interface Operation {
  readonly parameters?: readonly {
    readonly in: string
    readonly name: string
    readonly schema: Node
  }[]
  readonly requestBody?: Content
  readonly responses: Readonly<Record<string, Content>>
}

/** The parts of an OpenAPI 3 document that contain the facts. */
export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Node>> }
}

const resolve = (document: OpenApi, node: Node): Node => {
  const only = node.allOf?.length === 1 ? node.allOf[0] : undefined
  if (only !== undefined) return resolve(document, only)
  const name = node.$ref?.replace('#/components/schemas/', '')
  return name === undefined ? node : resolve(document, document.components.schemas[name] ?? {})
}

const shapeOf = (document: OpenApi, reference: Node): Shape => {
  const { type, properties, required, additionalProperties, items } = resolve(document, reference)
  return {
    ...(type && { type }),
    ...(properties && { fields: shapesOf(document, properties) }),
    ...(required && { required }),
    ...(additionalProperties === false && { closed: true }),
    ...(items && { items: shapeOf(document, items) }),
  }
}

const shapesOf = (document: OpenApi, nodes: Readonly<Record<string, Node>>) =>
  Object.fromEntries(Object.entries(nodes).map(([name, node]) => [name, shapeOf(document, node)]))

const contentShape = (document: OpenApi, part: Content | undefined): Shape | undefined => {
  const schema = part?.content?.['application/json']?.schema
  return schema && shapeOf(document, schema)
}

/** The facts about an endpoint in the document. Undefined if the document does not contain it. */
export const openapiFacts = (
  document: OpenApi,
  { method, path }: { readonly method: string; readonly path: string },
): EndpointFacts | undefined => {
  const operation = document.paths[path]?.[method.toLowerCase()]
  if (operation === undefined) return undefined
  const parameters = operation.parameters?.filter((parameter) => parameter.in === 'query') ?? []
  const query = Object.fromEntries(parameters.map(({ name, schema }) => [name, schema]))
  const [status = '200', response] = Object.entries(operation.responses)[0] ?? []
  const body = contentShape(document, operation.requestBody)
  const answer = contentShape(document, response)
  return {
    method,
    path,
    query: shapesOf(document, query),
    ...(body && { body }),
    status: Number(status),
    ...(answer && { answer }),
  }
}
