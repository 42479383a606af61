import t from 'tap'
import { hostNameOf } from '../../../src/framework/rpc/host.ts'

const versions = {
  '1.0.0+pulumi-terraform-bridge': 'pulumi',
  '1.11.4': 'terraform',
  '1.16.0-rc2': 'terraform',
  pulumi: 'terraform',
  '': 'terraform',
} as const

for (const [version, name] of Object.entries(versions))
  t.test(`the host of version "${version}" is ${name}`, async (t) => {
    t.equal(hostNameOf(version), name)
  })
