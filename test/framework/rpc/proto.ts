import t from 'tap'
import { codec, type RpcName } from '../../../src/framework/rpc/proto.ts'

t.test('carries a message to bytes and back', async (t) => {
  const { response } = codec('GetProviderSchema')
  const attributes = [
    { name: 'id', type: Buffer.from('"number"'), computed: true, description_kind: 'MARKDOWN' },
  ] as const
  const schema = { version: '9007199254740993', block: { attributes, block_types: [] } }
  const message = { resource_schemas: { a_b: schema }, diagnostics: [] }
  t.strictSame(response.decode(response.encode(message)), message)
})

t.test('has for absent fields nothing, and for absent lists an empty one', async (t) => {
  const { request, response } = codec('PlanResourceChange')
  t.strictSame(request.decode(new Uint8Array()), {})
  t.strictSame(response.decode(new Uint8Array()), { requires_replace: [], diagnostics: [] })
})

t.test('distinguishes an empty optional field from an absent one', async (t) => {
  const { response } = codec('OpenEphemeralResource')
  t.hasOwnProps(response.decode(response.encode({ private: new Uint8Array() })), ['private'])
  t.equal(response.decode(response.encode({ private: undefined })).private, undefined)
})

t.test('writes the bytes of the protobuf encoding', async (t) => {
  const { response } = codec('StopProvider')
  t.equal(response.encode({ Error: 'no' }).toString('hex'), '0a026e6f')
})

t.test('decodes from the middle of a larger buffer', async (t) => {
  const bytes = new Uint8Array([9, 9, 0x0a, 2, 0x6e, 0x6f, 9])
  t.strictSame(codec('StopProvider').response.decode(bytes.subarray(2, 6)), { Error: 'no' })
})

t.test('throws on bytes that are no message', async (t) => {
  t.throws(() => codec('ReadResource').request.decode(Buffer.from('0f', 'hex')))
})

t.test('throws on a field that the message does not have', async (t) => {
  const message = { diagnostic: [] }
  t.throws(() => codec('ReadResource').response.encode(message as object), {
    name: 'MessageError',
    path: 'ReadResourceResponse.diagnostic',
  })
})

t.test('knows where each method is and which way it streams', async (t) => {
  const rows = {
    ReadResource: ['/tfplugin6.Provider/ReadResource', false, false],
    ListResource: ['/tfplugin6.Provider/ListResource', false, true],
    WriteStateBytes: ['/tfplugin6.Provider/WriteStateBytes', true, false],
    Shutdown: ['/plugin.GRPCController/Shutdown', false, false],
    StreamStdio: ['/plugin.GRPCStdio/StreamStdio', false, true],
    StartStream: ['/plugin.GRPCBroker/StartStream', true, true],
    Check: ['/grpc.health.v1.Health/Check', false, false],
  } as const
  for (const name of Object.keys(rows) as (keyof typeof rows)[]) {
    const { path, requestStream, responseStream } = codec(name)
    t.strictSame([path, requestStream, responseStream], [...rows[name]], name)
  }
})

t.test('throws on a method that does not exist', async (t) => {
  t.throws(() => codec('Reed' as RpcName), new TypeError('no method Reed'))
})
