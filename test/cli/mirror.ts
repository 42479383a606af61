import t from 'tap'
import {
  defaultMirror,
  mirrorConfiguration,
  openMirror,
  placeInMirror,
} from '../../src/cli/mirror.ts'

const address = 'registry.terraform.io/dbt-labs/dbtcloud'
const home = '/home/ann'

const targets = [
  { platform: 'linux', arch: 'x64', target: 'linux_amd64', suffix: '' },
  { platform: 'linux', arch: 'arm64', target: 'linux_arm64', suffix: '' },
  { platform: 'linux', arch: 'ia32', target: 'linux_386', suffix: '' },
  { platform: 'darwin', arch: 'arm64', target: 'darwin_arm64', suffix: '' },
  { platform: 'win32', arch: 'x64', target: 'windows_amd64', suffix: '.exe' },
]

for (const { platform, arch, target, suffix } of targets)
  t.test(`uses Go's names for ${platform} on ${arch}`, async (t) => {
    const file = `terraform-provider-dbtcloud_v1.2.3${suffix}`
    t.equal(
      placeInMirror({ address, machine: { platform, arch, home } }, '1.2.3'),
      `${address}/1.2.3/${target}/${file}`,
    )
  })

t.test('knows the mirror that Terraform searches by itself', async (t) => {
  const arch = 'x64'
  t.equal(defaultMirror({ platform: 'linux', arch, home }), '/home/ann/.terraform.d/plugins')
  const windows = { platform: 'win32', arch, home: 'C:\\Users\\ann' }
  const roaming = 'C:\\Users\\ann\\AppData\\Roaming\\terraform.d\\plugins'
  t.equal(defaultMirror(windows), roaming)
  t.equal(defaultMirror({ ...windows, appData: 'D:\\data' }), 'D:\\data\\terraform.d\\plugins')
})

const spellings: readonly (readonly [folder: string, spelled: string])[] = [
  ['C:\\a "b"', String.raw`"C:\\a \"b\""`],
  ['/a\nb', String.raw`"/a\nb"`],
  ['/\u001b[2J', String.raw`"/\u001b[2J"`],
  ['/a\u202eb', String.raw`"/a\u202eb"`],
]

for (const [folder, spelled] of spellings)
  t.test(`spells ${JSON.stringify(folder)} so that Terraform reads it back`, async (t) => {
    t.match(mirrorConfiguration({ folder, address }), `path    = ${spelled}\n`)
  })

t.test('uses the folder of --dir', async (t) => {
  const env = { APPDATA: 'C:\\data' }
  t.match(openMirror({ dir: '/a/b', address }, env), { folder: '/a/b', isImplied: false })
  const { folder, isImplied } = openMirror({ dir: undefined, address: 'A/b' }, env)
  t.equal(isImplied, true)
  t.match(openMirror({ dir: folder, address }, env), { folder, isImplied: true })
})
