/** The facts about a value in the public OpenAPI document. */
export interface Shape {
  readonly type?: 'string' | 'integer' | 'number' | 'boolean' | 'array' | 'object'
  readonly fields?: Readonly<Record<string, Shape>>
  readonly required?: readonly string[]
  /** No fields but `fields`. */
  readonly closed?: boolean
  readonly items?: Shape
}

/** The facts about one endpoint. */
export interface EndpointFacts {
  readonly method: string
  /** `/api/v3/accounts/{account_id}/scim-config/` */
  readonly path: string
  readonly query: Readonly<Record<string, Shape>>
  readonly body?: Shape
  /** The documented success, and its body if it has one. */
  readonly status: number
  readonly answer?: Shape
}
