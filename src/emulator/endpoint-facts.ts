/** What the public OpenAPI document says of a value; what is left out is not said. */
export interface Shape {
  readonly type?: 'string' | 'integer' | 'number' | 'boolean' | 'array' | 'object'
  readonly fields?: Readonly<Record<string, Shape>>
  readonly required?: readonly string[]
  /** No fields but `fields`. */
  readonly closed?: boolean
  readonly items?: Shape
}

/** What it says of one endpoint. */
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
