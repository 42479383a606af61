/**
 * Builds the executable.
 *
 *     npm run package            dist/terraform-provider-dbtcloud, for this machine
 *     npm run package -- --all   dist/linux_amd64/terraform-provider-dbtcloud and so on
 */
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { root } from './packaging/folders.ts'
import { bundleTexts, type Outcome, packageTarget } from './packaging/package-target.ts'
import { executableName, hostTarget, type Target, targets } from './packaging/target.ts'

const { values } = parseArgs({ options: { all: { type: 'boolean', default: false } } })

const report = (output: string, { isNew, isStripped, wasRun }: Outcome) => {
  const facts = [
    `${(statSync(output).size / 2 ** 20).toFixed(1)} MiB`,
    isNew ? 'built now' : 'unchanged',
    isStripped ? 'stripped runtime' : 'runtime from npm',
    wasRun ? 'run' : 'not run: built for another platform',
  ]
  console.log(`${output}: ${facts.join(', ')}`)
}

const texts = await bundleTexts()

const make = async (target: Target, ...folder: readonly string[]) => {
  const output = join(root, 'dist', ...folder, executableName(target))
  report(output, await packageTarget(target, texts, output))
}

if (values.all) for (const target of targets) await make(target, target.name)
else await make(hostTarget())
