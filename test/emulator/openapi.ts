import t from 'tap'
import { endpointFacts, type OpenApi } from '../../src/emulator/openapi.ts'

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

t.test('takes from a document what a request is checked against', async (t) => {
  t.same(endpointFacts(document, { method: 'POST', path: '/things/{id}/' }), {
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

t.test('leaves out what the document does not say', async (t) => {
  const path = '/things/{id}/'
  t.same(endpointFacts(document, { method: 'DELETE', path }), {
    method: 'DELETE',
    path,
    query: {},
    status: 204,
  })
  t.equal(endpointFacts(document, { method: 'GET', path }), undefined)
  t.equal(endpointFacts(document, { method: 'GET', path: '/' }), undefined)
})
