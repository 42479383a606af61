// A program in JavaScript within Pulumi's Automation API, which needs no language host and no generated SDK.
import * as pulumi from '@pulumi/pulumi'
import * as automation from '@pulumi/pulumi/automation/index.js'

const { BRIDGE_VERSION = '', PARAMETER = '', FOLDER = '' } = process.env

const registered = () =>
  pulumi.runtime.registerPackage({
    baseProviderName: 'terraform-provider',
    baseProviderVersion: BRIDGE_VERSION,
    baseProviderDownloadUrl: '',
    packageName: 'dbtcloud',
    packageVersion: '0.0.0',
    base64Parameter: PARAMETER,
  })

class ScimConfigToken extends pulumi.CustomResource {
  constructor(name, args) {
    const outputs = { tokenString: undefined, scimConfigTokenId: undefined }
    const options = { additionalSecretOutputs: ['tokenString'] }
    const type = 'dbtcloud:index/scimConfigToken:ScimConfigToken'
    super(type, name, { ...outputs, ...args }, options, false, registered())
  }
}

const program = async () => {
  const okta = new ScimConfigToken('okta', { name: 'okta-scim' })
  return { scimToken: okta.tokenString, scimTokenId: okta.scimConfigTokenId }
}

const stack = await automation.LocalWorkspace.createOrSelectStack(
  { stackName: 'dev', projectName: 'inline', program },
  { workDir: FOLDER },
)
const run = async () => {
  if (process.argv[2] === 'destroy') return stack.destroy()
  return stack.up()
}
const { summary, outputs = {} } = await run()
const result = { changes: summary.resourceChanges, outputs }
process.stdout.write(`${JSON.stringify(result)}\n`)
