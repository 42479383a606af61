import t from 'tap'
import { type OpenApi, openapiFacts } from '../../src/emulator/openapi.ts'

const document: OpenApi = {
  paths: {
    '/things/{id}/': {
      post: {
        parameters: [
          { in: 'path', name: 'id', schema: { type: 'integer' } },
          { in: 'query', name: 'limit', schema: { type: 'integer' } },
        ],
        requestBody: {
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } },
        },
        responses: {
          201: { content: { 'application/json': { schema: { type: 'array', items: {} } } } },
        },
      },
      delete: { responses: { 204: {} } },
    },
  },
  components: {
    schemas: {
      Thing: {
        type: 'object',
        properties: { kind: { allOf: [{ $ref: '#/components/schemas/Kind' }] } },
        required: ['kind'],
        additionalProperties: false,
      },
      Kind: { type: 'string' },
    },
  },
}

t.test('extracts the facts that a request is checked against', async (t) => {
  t.same(openapiFacts(document, { method: 'POST', path: '/things/{id}/' }), {
    method: 'POST',
    path: '/things/{id}/',
    query: { limit: { type: 'integer' } },
    body: {
      type: 'object',
      fields: { kind: { type: 'string' } },
      required: ['kind'],
      closed: true,
    },
    status: 201,
    answer: { type: 'array', items: {} },
  })
})

t.test('omits facts that the document does not contain', async (t) => {
  const path = '/things/{id}/'
  t.same(openapiFacts(document, { method: 'DELETE', path }), {
    method: 'DELETE',
    path,
    query: {},
    status: 204,
  })
  t.equal(openapiFacts(document, { method: 'GET', path }), undefined)
  t.equal(openapiFacts(document, { method: 'GET', path: '/' }), undefined)
})
