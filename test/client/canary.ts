import type { ServerResponse } from 'node:http'
import { join } from 'node:path'
import t from 'tap'
import { scimConfigToken } from '../../src/dbtcloud/access/scim-config-token.ts'
import { dbtcloud } from '../../src/dbtcloud/provider.ts'
import { toWire } from '../../src/framework/rpc/dynamic-value.ts'
import type { Diagnostic } from '../../src/framework/rpc/proto.ts'
import type { Schema } from '../../src/framework/schema/schema.ts'
import { buildObject, type Value } from '../../src/framework/value/value.ts'
import { refusal, type Seen, sendJson, serve } from '../api/kit/server.ts'
import { run } from '../cli/fixture.ts'
import { connect } from '../core/plugin-client.ts'

const apiToken = 'dbtc_canary-of-the-api-7d1f'
const secret = 'dbts_canary-of-scim-93ac'
const main = join(import.meta.dirname, '../../src/main.ts')
const type_name = 'dbtcloud_scim_config_token'

// What a careless or hostile server can do with the request, and with its own secret.
const answers: Readonly<Record<string, (echo: string, response: ServerResponse) => unknown>> = {
  'a client error that quotes everything': (echo, response) =>
    sendJson(response, 400, refusal(400, echo)),
  'a 401 that quotes everything': (echo, response) => sendJson(response, 401, refusal(401, echo)),
  'a server error that quotes everything': (echo, response) =>
    sendJson(response, 500, refusal(500, echo)),
  'a page that quotes everything': (echo, response) =>
    response.writeHead(404, { 'content-type': 'text/html' }).end(`<p>${echo}</p>`),
  'a success that is not JSON': (echo, response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(`{"data": ${echo}`),
  'a success of another shape': (echo, response) => sendJson(response, 200, { [echo]: echo }),
  'a redirect to the request data': (echo, response) =>
    response
      .writeHead(302, { location: `http://127.0.0.1:1/?q=${encodeURIComponent(echo)}` })
      .end(),
  'a connection that breaks': (_, response) => response.destroy(),
}

const wire = (schema: Schema, fields: Readonly<Record<string, Value>>) => {
  const blank = Object.keys(schema).map((name) => [name, null] as const)
  return toWire(buildObject([...blank, ...Object.entries(fields)]), schema)
}

const state = wire(scimConfigToken.schema, { id: 7, name: secret, token_string: secret })
const created = wire(scimConfigToken.schema, { name: secret })
const damaged = { msgpack: Buffer.from([0x81, 0xd9, secret.length, ...Buffer.from(secret)]) }

/** Makes every kind of call with secrets in all its data. Returns the diagnostics. */
const callAll = async (plugin: Awaited<ReturnType<typeof connect>>) => {
  const config = wire(dbtcloud.schema, { token: apiToken, max_retries: 0, timeout_seconds: 1 })
  const raw_state = { json: Buffer.from(`{"id": 7, "token_string": "${secret}", ${secret}`) }
  const returned: (readonly Diagnostic[] | undefined)[] = []
  const collect = async (
    answer: Promise<{ readonly diagnostics?: readonly Diagnostic[] | undefined }>,
  ) => returned.push((await answer).diagnostics)
  await collect(plugin.call('ConfigureProvider', { config }))
  await collect(plugin.call('UpgradeResourceState', { type_name, raw_state }))
  await collect(plugin.call('ReadResource', { type_name, current_state: state }))
  await collect(plugin.call('ReadResource', { type_name, current_state: damaged }))
  await collect(plugin.call('ImportResourceState', { type_name, id: secret }))
  await collect(plugin.call('ImportResourceState', { type_name, id: '7' }))
  await collect(
    plugin.call('ApplyResourceChange', { type_name, planned_state: created, config: created }),
  )
  await collect(plugin.call('ApplyResourceChange', { type_name, prior_state: state }))
  return JSON.stringify(returned)
}

for (const [title, answer] of Object.entries(answers))
  t.test(`shows no secret for ${title}`, async (t) => {
    const echo = ({ headers, body, url }: Seen) =>
      `${headers.authorization} ${url} ${body} ${apiToken} ${secret}`
    const site = await serve(t, (seen, response) => answer(echo(seen), response))
    const env = {
      TF_LOG: 'TRACE',
      DBT_CLOUD_ACCOUNT_ID: '1',
      DBT_CLOUD_TOKEN: apiToken,
      DBT_CLOUD_HOST_URL: `${site.url}/api`,
    }
    const plugin = await connect(process.execPath, { args: [main], env })
    const diagnostics = await callAll(plugin)
    await plugin.shutdown()
    const doctor = await run(['doctor'], env)
    t.match(diagnostics, /ERROR/, 'the calls failed')
    t.ok(site.seen.length > 0, 'the server received requests')
    for (const [where, text] of Object.entries({
      diagnostics,
      log: plugin.stderr.join('\n'),
      ...doctor,
    }))
      t.notMatch(String(text), /canary-of/, where)
  })
