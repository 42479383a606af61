import type { Emulator } from '../../src/emulator/index.ts'
import { DemoError, type Exchange, type Host, type Stored } from './host.ts'

/** What a step works with. */
export interface Stage {
  readonly host: Host
  readonly emulator: Emulator
  readonly account: number
  /** The example's configuration, as a user would copy it. */
  readonly example: string
  readonly say: (line: string) => void
}

const OKTA = 'dbtcloud_scim_config_token.okta'
const ENTRA = 'dbtcloud_scim_config_token.entra'
const entra = '\nresource "dbtcloud_scim_config_token" "entra" {\n  name = "entra-scim"\n}\n'

const expect = (isRight: boolean, promise: string): void => {
  if (!isRight) throw new DemoError(`Expected that ${promise}, but that is not so.`)
}

const same = (a: readonly string[], b: readonly string[]): boolean => a.join() === b.join()

const secretOf = (stored: Stored | undefined): string => {
  const secret = stored?.values['token_string']
  if (typeof secret === 'string' && stored?.sensitive.includes('token_string')) return secret
  throw new DemoError("The state should hold the token's value and mark it sensitive.")
}

const SCIM_ENDPOINT = '/scim/v2/'

/** Whether an identity provider could use the token: dbt Cloud's SCIM endpoint decides. */
const works = async ({ emulator, account }: Stage, secret: string): Promise<boolean> => {
  const url = `${emulator.host_url}/v3/accounts/${account}${SCIM_ENDPOINT}ServiceProviderConfig`
  const { status } = await fetch(url, { headers: { authorization: `Bearer ${secret}` } })
  expect(status === 200 || status === 401, 'the SCIM endpoint answers 200 or 401')
  return status === 200
}

/** Resolves to the configuration that it wrote, and to one sentence that says what it has shown. */
type Step = (stage: Stage) => Promise<{ readonly hcl?: string; readonly shown: string }>

const planCreate: Step = async ({ host, emulator, example }) => {
  await host.configure(example)
  const { actions } = await host.plan(OKTA)
  expect(same(actions, ['create']), 'the plan creates one token')
  expect(!wrote(emulator), 'a plan writes nothing')
  return { hcl: example, shown: 'The plan creates one token. Its value is sensitive.' }
}

const applyCreate: Step = async (stage) => {
  await stage.host.apply()
  const secret = secretOf(await stage.host.stored(OKTA))
  expect(await works(stage, secret), 'the value in the state is a working token')
  return { shown: 'The token works. Its value is in the state, marked as sensitive.' }
}

const planAgain: Step = async ({ host, emulator }) => {
  const { actions } = await host.plan(OKTA)
  expect(same(actions, ['no-op']), 'a second plan is empty')
  expect(!wrote(emulator), 'a plan writes nothing')
  return { shown: 'There is nothing to do, although the token has been used in the meantime.' }
}

const renamed = (example: string): string => example.replace('okta-scim', 'okta-scim-2')

const planRename: Step = async ({ host, example }) => {
  const hcl = renamed(example)
  await host.configure(hcl)
  const { actions, replaces } = await host.plan(OKTA)
  expect(same(actions, ['delete', 'create']), 'a rename is a replacement')
  expect(same(replaces, ['name']), 'the name is the reason')
  return { hcl, shown: 'A new name replaces the token.' }
}

const applyRename: Step = async (stage) => {
  const before = secretOf(await stage.host.stored(OKTA))
  await stage.host.apply()
  const after = secretOf(await stage.host.stored(OKTA))
  expect(!(await works(stage, before)), 'the old token no longer works')
  expect(await works(stage, after), 'the new token works')
  return { shown: 'The new token works, and the old one no longer does.' }
}

const importExisting: Step = async ({ host, emulator, account, example }) => {
  const { id } = emulator.tokens(account).add('entra-scim')
  const hcl = renamed(example) + entra
  await host.configure(hcl)
  await host.import(ENTRA, String(id))
  expect((await host.stored(ENTRA))?.values['token_string'] === null, 'an imported value is null')
  const { actions } = await host.plan(ENTRA)
  expect(same(actions, ['no-op']), 'the plan after an import is empty')
  return {
    hcl,
    shown: `Token ${id}, created by hand, is managed now. Its value is not in the state.`,
  }
}

const destroyAll: Step = async ({ host, emulator, account }) => {
  await host.destroy()
  expect(emulator.tokens(account).list().length === 0, 'no token is left')
  return { shown: 'No token is left in the account.' }
}

const steps: readonly (readonly [title: string, step: Step])[] = [
  ['Plan a token', planCreate],
  ['Create it', applyCreate],
  ['Plan again', planAgain],
  ['Plan another name', planRename],
  ['Replace the token', applyRename],
  ['Import a token', importExisting],
  ['Destroy everything', destroyAll],
]

const wrote = ({ requests }: Emulator): boolean => requests.some(({ method }) => method !== 'GET')

/** The requests of the provider. Those to the SCIM endpoint are the demo's own. */
const requestsSeen = ({ requests }: Emulator): readonly string[] => {
  const counts = new Map<string, number>()
  for (const { method, path } of requests.filter(({ path }) => !path.includes(SCIM_ENDPOINT))) {
    const line = `${method} ${path}`
    counts.set(line, (counts.get(line) ?? 0) + 1)
  }
  return [...counts].map(([line, count]) => (count === 1 ? line : `${line} (${count} times)`))
}

/** How many lines two texts have in common, from their first line on. */
const commonStart = (a: readonly string[], b: readonly string[]): number => {
  const index = a.findIndex((line, at) => line !== b[at])
  return index < 0 ? a.length : index
}

/** What a change of a file removes and adds: all that lies between the lines that stay. */
export const changedLines = (before: string, after: string): string => {
  if (before === '') return after.trim()
  const [old, now] = [before.trimEnd().split('\n'), after.trimEnd().split('\n')]
  const start = commonStart(old, now)
  const [oldRest, newRest] = [old.slice(start), now.slice(start)]
  const end = commonStart(oldRest.toReversed(), newRest.toReversed())
  return [
    ...oldRest.slice(0, oldRest.length - end).map((line) => `- ${line}`),
    ...newRest.slice(0, newRest.length - end).map((line) => `+ ${line}`),
  ].join('\n')
}

const indent = (text: string): string => text.replaceAll(/^(?=.)/gm, '  ')

/** Everything that a person types in a step and gets to see, then the requests. */
const report = (stage: Stage, change: string, exchanges: readonly Exchange[]): void => {
  const { say, emulator } = stage
  if (change !== '') say(`\nmain.tf:\n\n${indent(change)}`)
  for (const { command, answer } of exchanges) say(`\n$ ${command}\n\n${indent(answer)}`)
  const requests = requestsSeen(emulator)
  say(`\nRequests to dbt Cloud:${requests.length === 0 ? ' none' : ''}`)
  for (const request of requests) say(`  ${request}`)
}

/**
 * Shows a token's life step by step. Each step is checked against the host's state and the requests.
 *
 * @throws DemoError at the first step that does not show what it promises
 */
export const showStory = async (stage: Stage): Promise<void> => {
  const { host, emulator, say } = stage
  const secrets = new Set<string>()
  let before = ''
  for (const [index, [title, step]] of steps.entries()) {
    emulator.clear()
    const from = host.exchanges.length
    say(`\n${`── ${index + 1}. ${title} `.padEnd(72, '─')}`)
    const { hcl, shown } = await step(stage)
    report(stage, hcl === undefined ? '' : changedLines(before, hcl), host.exchanges.slice(from))
    say(`\n${shown}`)
    before = hcl ?? before
    for (const { token_string } of emulator.tokens(stage.account).list()) secrets.add(token_string)
  }
  const printed = host.printed()
  expect(
    [...secrets].every((secret) => !printed.includes(secret)),
    "no token's value was printed",
  )
}
