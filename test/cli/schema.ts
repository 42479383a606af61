import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { hosted } from '../terraform/kit/host.ts'
import { installFromSources, makeFolder, run, runHost } from './fixture.ts'

const address = 'registry.terraform.io/dbt-labs/dbtcloud'

t.test('prints the schema alone, as JSON', async (t) => {
  const { code, stdout, stderr } = await run(['schema'])
  t.match({ code, stderr }, { code: 0, stderr: '' })
  t.match(JSON.parse(stdout).provider_schemas[address], {
    resource_schemas: { dbtcloud_scim_config_token: { version: 0 } },
    data_source_schemas: { dbtcloud_scim_config_tokens: { version: 0 } },
  })
})

hosted('prints the same schema as the host', async (t, host) => {
  const folder = makeFolder(t)
  const { stdout: configuration } = await installFromSources(folder)
  writeFileSync(join(folder, 'host.tfrc'), configuration)
  const printed = await runHost(host, folder, ['providers', 'schema', '-json'])
  const { stdout } = await run(['schema'])
  t.strictSame(JSON.parse(stdout), JSON.parse(printed))
})
