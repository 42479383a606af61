// The zip file of a release in a filesystem mirror, which is the only source of the host.
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import t, { type Test } from 'tap'
import manifest from '../../package.json' with { type: 'json' }
import { readLock } from '../../scripts/packaging/lock.ts'
import { packaged } from '../../scripts/packaging/packaged.ts'
import { hostTarget } from '../../scripts/packaging/target.ts'
import { type Archive, archive } from '../../scripts/release/archive.ts'
import { thirdPartyLicenses } from '../../scripts/release/licenses.ts'
import { packagesInside } from '../../scripts/release/packages-inside.ts'
import { placeInMirror } from '../../src/cli/mirror.ts'
import { address, ownAddress } from '../../src/dbtcloud/provider.ts'
import { token } from './kit/hcl.ts'
import { type Host, hosted } from './kit/host.ts'
import { seen, setScene } from './kit/scene.ts'
import { instances } from './kit/shown.ts'
import type { Workspace } from './kit/workspace.ts'

t.setTimeout(600_000)

const { version } = manifest
const root = join(import.meta.dirname, '../..')

const makeArchive = async (): Promise<Archive> => {
  const target = hostTarget()
  const inside = await packagesInside(readLock(root), [target])
  return archive({ target, executable: await packaged() }, thirdPartyLicenses(root, inside))
}

let made: Promise<Archive> | undefined

/** The zip file for this machine. */
const release = async (): Promise<Archive> => (made ??= makeArchive())

type Place = (mirror: string, address: string) => Promise<void>

const pack: Place = async (mirror, address) => {
  const { name, content } = await release()
  mkdirSync(join(mirror, address), { recursive: true })
  writeFileSync(join(mirror, address, name), content)
}

const unpack: Place = async (mirror, address) => {
  const machine = { platform: process.platform, arch: process.arch, home: '' }
  const executable = join(mirror, placeInMirror({ address, machine }, version))
  const folder = join(executable, '..')
  mkdirSync(folder, { recursive: true })
  for (const [name, content] of Object.entries(unzipSync((await release()).content)))
    writeFileSync(join(folder, name), content)
  chmodSync(executable, 0o755)
}

const require = (workspace: Workspace, source: string, constraint = version): void =>
  writeFileSync(
    join(workspace.folder, 'providers.tf'),
    `terraform {
  required_providers {
    dbtcloud = {
      source  = "${source}"
      version = "${constraint}"
    }
  }
}
`,
  )

/** An emulated dbt Cloud, and a workspace with a host that uses only a mirror. */
const setMirrorScene = async (t: Test, host: Host) => {
  const { emulator, workspace } = await setScene(t, host)
  const mirror = join(workspace.folder, 'mirror')
  writeFileSync(
    join(workspace.folder, 'host.tfrc'),
    `provider_installation {
  filesystem_mirror {
    path = ${JSON.stringify(mirror)}
  }
}
`,
  )
  require(workspace, address)
  return { emulator, workspace, mirror }
}

/** The entry of the only provider in the lock file. */
const locked = ({ folder }: Workspace) => {
  const text = readFileSync(join(folder, '.terraform.lock.hcl'), 'utf8')
  const [, provider] = /^provider "(.+)"/m.exec(text) ?? []
  const [, version] = /^ +version += "(.+)"/m.exec(text) ?? []
  return { provider, version, hashes: text.match(/h1:[\w+/]{43}=/g) }
}

const layouts = { packed: pack, unpacked: unpack }

for (const [layout, place] of Object.entries(layouts))
  hosted(
    `installs, applies, and destroys from the ${layout} zip file of a release`,
    async (t, host) => {
      const { emulator, workspace, mirror } = await setMirrorScene(t, host)
      await place(mirror, address)
      await workspace.done('init')
      t.match(locked(workspace), { provider: address, version, hashes: [/^h1:/] })
      workspace.write(token('okta'))
      await workspace.apply()
      t.ok(await workspace.isSettled())
      await workspace.destroy()
      t.strictSame(
        seen(emulator).flatMap((call) => /^(?:POST|DELETE)/.exec(call)?.[0] ?? []),
        ['POST', 'DELETE'],
      )
    },
  )

hosted(
  'has the same checksum in both layouts, so that a lock file matches both',
  async (t, host) => {
    const hashes: unknown[] = []
    for (const place of Object.values(layouts)) {
      const { workspace, mirror } = await setMirrorScene(t, host)
      await place(mirror, address)
      await workspace.done('init')
      hashes.push(locked(workspace).hashes)
    }
    t.strictSame(hashes[0], hashes[1])
  },
)

/** Changes the address of the provider in the state and the configuration, as the guide describes. */
const replace = async (workspace: Workspace, from: string, to: string) => {
  await workspace.done('state', 'replace-provider', '-auto-approve', from, to)
  require(workspace, to)
  await workspace.done('init')
}

hosted('moves a state to the published address and back, and plans no changes', async (t, host) => {
  const { emulator, workspace, mirror } = await setMirrorScene(t, host)
  for (const each of [address, ownAddress]) await pack(mirror, each)
  await workspace.done('init')
  workspace.write(token('okta'))
  await workspace.apply()
  const values = async () => instances(await workspace.state()).map(({ values }) => values)
  const before = await values()
  for (const [from, to] of [
    [address, ownAddress],
    [ownAddress, address],
  ] as const) {
    await replace(workspace, from, to)
    t.match(locked(workspace), { provider: to, version })
    t.ok(await workspace.isSettled(), to)
    t.match(workspace.stateText(), `provider[\\"${to}\\"]`)
    t.notMatch(workspace.stateText(), from)
    t.strictSame(await values(), before)
  }
  const writes = seen(emulator).filter((call) => !call.startsWith('GET'))
  t.equal(writes.length, 1)
  await workspace.destroy()
})

hosted('rejects a constraint that only the Go provider matches', async (t, host) => {
  const { workspace, mirror } = await setMirrorScene(t, host)
  await pack(mirror, address)
  require(workspace, address, '~> 1.12')
  t.match(await workspace.refused('init'), /no available releases match the given constraints/)
})

t.test('the guide contains the tested commands', async (t) => {
  const name = 'docs/guides/moving-from-the-go-provider-and-back.md'
  const guide = readFileSync(join(root, name), 'utf8')
  t.match(guide, `terraform state replace-provider ${address} ${ownAddress}\n`)
  t.match(guide, `terraform state replace-provider ${ownAddress} ${address}\n`)
})
