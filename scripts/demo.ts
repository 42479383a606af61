// Shows a SCIM token's life under the real Terraform or OpenTofu against an emulated dbt Cloud.
// Ends with 0 only if every step showed what it promises.
import { readFile } from 'node:fs/promises'
import { defaultAccount, startEmulator } from '../src/emulator/index.ts'
import { DemoError, type Host } from './demo/host.ts'
import { startSmallHost } from './demo/small-host.ts'
import { showStory } from './demo/story.ts'
import { findHost, startTerraform } from './demo/terraform-host.ts'
import { packagedFolder } from './packaging/packaged.ts'

const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

process.stdout.once('error', ({ message }) => {
  process.stderr.write(`Cannot write to stdout: ${message}\n`)
  process.exit(1)
})

const files = ['provider/provider.tf', 'resources/dbtcloud_scim_config_token/resource.tf']

const readExample = async (): Promise<string> => {
  const texts = files.map((file) =>
    readFile(new URL(`../examples/${file}`, import.meta.url), 'utf8'),
  )
  return (await Promise.all(texts)).join('\n')
}

const startHost = async (env: Readonly<Record<string, string>>): Promise<Host> => {
  const [command, folder] = [findHost(), await packagedFolder()]
  if (command !== undefined) return startTerraform({ command, folder, env })
  say(
    "Neither terraform nor tofu is on PATH, so the demo uses the small core of this repository's tests.",
  )
  return startSmallHost({ folder, env })
}

const account = Number(defaultAccount.id)
const emulator = await startEmulator()
const host = await startHost({
  DBT_CLOUD_HOST_URL: emulator.host_url,
  DBT_CLOUD_ACCOUNT_ID: String(account),
  DBT_CLOUD_TOKEN: defaultAccount.token,
})
say(`${host.name} with an emulated dbt Cloud at ${emulator.url}.`)
try {
  await showStory({ host, emulator, account, example: await readExample(), say })
  say('\nEvery step was as expected, and no secret was printed.')
} catch (error) {
  if (!(error instanceof DemoError)) throw error
  say(`\n${error.message}`)
  process.exitCode = 1
} finally {
  await host.close()
  await emulator.close()
}
