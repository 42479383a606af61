import { encodeJson, type Json } from './exact-json.ts'
import type { Page } from './page.ts'

/** A response as it is sent. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
  /** Sent in place of the text. */
  readonly bytes?: Uint8Array
}

const notFoundMessage =
  'The requested resource was not found. Please check that you have the proper permissions. ' +
  'If you are seeing this in error, please contact support!'

const json = (status: number, body: Json): Answer => ({
  status,
  headers: { 'content-type': 'application/json' },
  text: encodeJson(body),
})

const statusPart = (code: number, message: string): Json => ({
  code,
  is_success: code < 400,
  user_message: message,
  developer_message: '',
})

/** One object. */
export const found = (data: Json): Answer =>
  json(200, { status: statusPart(200, 'Success!'), data, extra: {} })

/** A page of a listing. */
export const listed = <R>(page: Page<R>, encode: (row: R) => Json): Answer =>
  json(200, {
    status: statusPart(200, 'Success!'),
    data: page.rows.map(encode),
    extra: {
      filters: page.filters,
      order_by: 'id',
      pagination: { count: page.count ?? page.rows.length, total_count: page.total },
    },
  })

export const noContent = (): Answer => ({ status: 204, headers: {}, text: '' })

/** An error in dbt Cloud's envelope. */
export const problem = (status: number, message: string): Answer =>
  json(status, { status: statusPart(status, message), data: null })

/** dbt Cloud has the same text for missing objects and for objects that the credential cannot see. */
export const notFound = (): Answer => problem(404, notFoundMessage)

/** A page of a proxy in front of the API. */
export const html = (status: number): Answer => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  text: `<!DOCTYPE html>\n<html><head><title>${status}</title></head><body><h1>${status}</h1></body></html>\n`,
})

/** A message of SCIM itself (RFC 7644), which has no envelope. */
export const scim = (status: number, body: Json): Answer => ({
  status,
  headers: { 'content-type': 'application/scim+json' },
  text: encodeJson(body),
})
