import t from 'tap'
import { defaultMirror, mirrorConfiguration, placeInMirror } from '../../src/cli/mirror.ts'

const address = 'registry.terraform.io/dbt-labs/dbtcloud'
const release = { address, version: '1.2.3' }
const home = '/home/ann'

const targets = [
  { platform: 'linux', arch: 'x64', target: 'linux_amd64', suffix: '' },
  { platform: 'linux', arch: 'arm64', target: 'linux_arm64', suffix: '' },
  { platform: 'linux', arch: 'ia32', target: 'linux_386', suffix: '' },
  { platform: 'darwin', arch: 'arm64', target: 'darwin_arm64', suffix: '' },
  { platform: 'win32', arch: 'x64', target: 'windows_amd64', suffix: '.exe' },
]

for (const { platform, arch, target, suffix } of targets)
  t.test(`has a place for ${platform} on ${arch} in Go's words`, async (t) => {
    const file = `terraform-provider-dbtcloud_v1.2.3${suffix}`
    t.equal(placeInMirror(release, { platform, arch, home }), `${address}/1.2.3/${target}/${file}`)
  })

t.test('knows the mirror that Terraform looks into by itself', async (t) => {
  const arch = 'x64'
  t.equal(defaultMirror({ platform: 'linux', arch, home }), '/home/ann/.terraform.d/plugins')
  const windows = { platform: 'win32', arch, home: 'C:\\Users\\ann' }
  const roaming = 'C:\\Users\\ann\\AppData\\Roaming\\terraform.d\\plugins'
  t.equal(defaultMirror(windows), roaming)
  t.equal(defaultMirror({ ...windows, appData: 'D:\\data' }), 'D:\\data\\terraform.d\\plugins')
})

t.test('spells a path so that Terraform reads it back', async (t) => {
  t.match(mirrorConfiguration('C:\\a "b"', release), String.raw`path    = "C:\\a \"b\""`)
})
