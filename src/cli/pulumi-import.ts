import { rm, writeFile } from 'node:fs/promises'
import { formatJson } from '../api/index.ts'
import { dbtcloud } from '../dbtcloud/provider.ts'
import { command } from './command.ts'
import { codeOf, reasonOf } from './file-error.ts'
import { type PulumiObject, pulumiObjects } from './pulumi-objects.ts'
import { fillStack } from './pulumi-stack.ts'
import { objectsIn } from './state-objects.ts'
import { readStateText } from './state-text.ts'
import type { Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

/** Runs work on a file that a person named with an option. */
const using = async <T>(option: string, file: string, work: (text: string) => T): Promise<T> => {
  try {
    return work(await readStateText(file))
  } catch (error) {
    throw new UsageError(`Cannot use ${file} (${option}): ${reasonOf(error)}.`)
  }
}

/** Writes a new file that only the user may read, all of it or nothing. */
const write = async (file: string, content: object): Promise<void> => {
  try {
    await writeFile(file, `${formatJson(content)}\n`, { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if (codeOf(error) === 'EEXIST')
      throw new UsageError(`${file} (--out) already exists. Delete it, or choose another name.`)
    await rm(file, { force: true })
    throw new UsageError(`Cannot write ${file} (--out): ${reasonOf(error)}.`)
  }
}

const listOf = (objects: readonly PulumiObject[]): string =>
  objects.map(({ name, id }) => `${name} (${id})`).join(', ')

const writeImports = async (objects: readonly PulumiObject[], out: string, terminal: Terminal) => {
  const resources = objects.map(({ type, name, id }) => ({ type, name, id }))
  await write(out, { resources })
  terminal.print(`Wrote ${out} with ${objects.length} resources. It contains no secrets. Next:`)
  terminal.print(`  pulumi import --file ${out}`)
  terminal.print('  pulumi stack export --file STACK')
  terminal.print('Then run this command again with --stack STACK and another --out.')
}

const writeStack = async (
  objects: readonly PulumiObject[],
  [file, out]: readonly [stack: string, out: string],
  terminal: Terminal,
): Promise<boolean> => {
  const { stack, count, missing } = await using('--stack', file, (text) => fillStack(text, objects))
  if (count > 0) {
    await write(out, stack)
    terminal.print(`Wrote ${out} with the secrets of ${count} resources in plain text. Next:`)
    terminal.print(`  pulumi stack import --file ${out}`)
    terminal.print('  pulumi preview')
    terminal.print(`Then delete ${out}, and remove the resources from the Terraform state.`)
  } else terminal.remark(`No resource in ${file} lacks a secret. Wrote nothing.`)
  if (missing.length > 0)
    terminal.remark(`Not in ${file}: ${listOf(missing)}. Import them first with "pulumi import".`)
  return count > 0 && missing.length === 0
}

export const pulumiImport = command({
  about:
    'Moves the resources of a Terraform state to a Pulumi stack, with the values of SCIM tokens. dbt Cloud returns ' +
    'the value of a token only once, so "pulumi import" alone would lose it.\n\n' +
    'Run it twice. Without --stack, it writes a file for "pulumi import --file". With --stack, it adds the ' +
    'values to an exported stack and writes a file for "pulumi stack import". That file holds the values in plain ' +
    'text: only you can read it. Pulumi encrypts the values when it imports the file.\n\n' +
    'It changes neither dbt Cloud, nor the state, nor the stack, and it shows no secrets.',
  flags: {
    state: { value: 'FILE', about: 'A state file, or the output of "terraform show -json"' },
    stack: { value: 'FILE', about: 'The output of "pulumi stack export", after the import' },
    out: { value: 'FILE', about: 'The file to write' },
  },
  run: async ({ state, stack, out }, { terminal }) => {
    if (state === undefined) throw new UsageError('The option --state is missing: --state FILE.')
    if (out === undefined) throw new UsageError('The option --out is missing: --out FILE.')
    const objects = await using('--state', state, (text) =>
      pulumiObjects(dbtcloud, objectsIn(text)),
    )
    if (objects.length === 0)
      throw new UsageError(`${state} (--state) contains no resource of this provider.`)
    if (stack !== undefined) return (await writeStack(objects, [stack, out], terminal)) ? 0 : 1
    await writeImports(objects, out, terminal)
    return 0
  },
})
