import type { Emulator } from '../../src/emulator/index.ts'
import { DemoError, type Host, type Stored } from './host.ts'

/** What the story is told with. */
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

const hold = (isRight: boolean, promise: string): void => {
  if (!isRight) throw new DemoError(`It should hold that ${promise}, but it does not.`)
}

const same = (a: readonly string[], b: readonly string[]): boolean => a.join() === b.join()

const secretOf = (stored: Stored | undefined): string => {
  const secret = stored?.values['token_string']
  if (typeof secret === 'string' && stored?.sensitive.includes('token_string')) return secret
  throw new DemoError("The state should hold the token's value and mark it sensitive.")
}

/** Whether an identity provider could work with the token: dbt Cloud's SCIM endpoint decides. */
const works = async ({ emulator, account }: Stage, secret: string): Promise<boolean> => {
  const url = `${emulator.host_url}/v3/accounts/${account}/scim/v2/ServiceProviderConfig`
  const { status } = await fetch(url, { headers: { authorization: `Bearer ${secret}` } })
  hold(status === 200 || status === 401, 'the SCIM endpoint answers 200 or 401')
  return status === 200
}

type Step = (stage: Stage) => Promise<string>

const planCreate: Step = async ({ host, emulator, example }) => {
  await host.configure(example)
  const { actions } = await host.plan(OKTA)
  hold(same(actions, ['create']), 'the plan creates one token')
  hold(!wrote(emulator), 'a plan writes nothing')
  return 'one token will be created; its value is sensitive and not known yet'
}

const applyCreate: Step = async (stage) => {
  await stage.host.apply()
  const secret = secretOf(await stage.host.stored(OKTA))
  hold(await works(stage, secret), 'the value in the state is a live token')
  return 'the token lives, and its value, told once, is in the state, marked sensitive'
}

const planAgain: Step = async ({ host, emulator }) => {
  const { actions } = await host.plan(OKTA)
  hold(same(actions, ['no-op']), 'a second plan is empty')
  hold(!wrote(emulator), 'a plan writes nothing')
  return 'nothing to do: a token that was used in between is no change either'
}

const planRename: Step = async ({ host, example }) => {
  await host.configure(example.replace('okta-scim', 'okta-scim-2'))
  const { actions, replaces } = await host.plan(OKTA)
  hold(same(actions, ['delete', 'create']), 'a rename is a replacement')
  hold(same(replaces, ['name']), 'the name is the reason')
  return 'another name replaces the token, because of `name`'
}

const applyRename: Step = async (stage) => {
  const before = secretOf(await stage.host.stored(OKTA))
  await stage.host.apply()
  const after = secretOf(await stage.host.stored(OKTA))
  hold(!(await works(stage, before)), 'the old token is dead')
  hold(await works(stage, after), 'the new token is live')
  return 'the old token is dead, the new one lives'
}

const importExisting: Step = async ({ host, emulator, account, example }) => {
  const { id } = emulator.tokens(account).add('entra-scim')
  await host.configure(example.replace('okta-scim', 'okta-scim-2') + entra)
  await host.import(ENTRA, String(id))
  hold((await host.stored(ENTRA))?.values['token_string'] === null, 'an imported value is null')
  const { actions } = await host.plan(ENTRA)
  hold(same(actions, ['no-op']), 'the plan after an import is empty')
  return `token ${id}, made by hand, is managed now; its value stays unknown to the state`
}

const destroyAll: Step = async ({ host, emulator, account }) => {
  await host.destroy()
  hold(emulator.tokens(account).list().length === 0, 'no token is left')
  return 'no token is left in the account'
}

const steps: readonly (readonly [title: string, step: Step])[] = [
  ['plan', planCreate],
  ['apply', applyCreate],
  ['plan again', planAgain],
  ['rename: plan', planRename],
  ['rename: apply', applyRename],
  ['import', importExisting],
  ['destroy', destroyAll],
]

const wrote = ({ requests }: Emulator): boolean => requests.some(({ method }) => method !== 'GET')

/** What the API saw, without the account's common prefix; repeated requests are counted. */
const seen = ({ requests }: Emulator): readonly string[] => {
  const counts = new Map<string, number>()
  for (const { method, path } of requests) {
    const line = `${method} ${path}`
    counts.set(line, (counts.get(line) ?? 0) + 1)
  }
  return [...counts].map(([line, count]) => (count === 1 ? line : `${line} (${count} times)`))
}

/**
 * Tells a token's life step by step, each judged by the host's state and by what the API saw.
 *
 * @throws DemoError at the first step that does not show what it promises
 */
export const tell = async (stage: Stage): Promise<void> => {
  const secrets = new Set<string>()
  for (const [index, [title, step]] of steps.entries()) {
    stage.emulator.clear()
    const line = await step(stage)
    stage.say(`\n${index + 1}. ${title.padEnd(14)} ${line}`)
    for (const request of seen(stage.emulator)) stage.say(`   ${' '.repeat(14)} ${request}`)
    for (const { token_string } of stage.emulator.tokens(stage.account).list())
      secrets.add(token_string)
  }
  const printed = stage.host.printed()
  hold(
    [...secrets].every((secret) => !printed.includes(secret)),
    "no token's value was printed",
  )
}
