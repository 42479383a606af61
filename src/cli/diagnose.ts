import { type Api, createApi } from '../api/index.ts'
import { dbtcloud } from '../dbtcloud/provider.ts'
import { optionsOf, type SettingsConfig, settingsSchema } from '../dbtcloud/settings.ts'
import { type Check, checks, openTarget, type Target } from './checks.ts'
import { settingOrigins } from './setting-origins.ts'
import type { Owner } from './stray-tokens.ts'
import type { Verdict } from './verdict.ts'

type Environment = Readonly<Record<string, string | undefined>>

// `as`: an empty configuration in the form of the codec, where every attribute is present.
const nothing = Object.fromEntries(
  Object.keys(settingsSchema).map((name) => [name, null]),
) as SettingsConfig

const wrong = (subject: string, error: unknown, details: readonly string[] = []): Verdict => ({
  mark: 'wrong',
  subject,
  text: error instanceof Error ? error.message : String(error),
  details,
})

/** The client that the environment configures, if it does, and the verdict about that. */
const connect = (env: Environment): { readonly api?: Api; readonly verdict: Verdict } => {
  const subject = 'configuration'
  try {
    const { read_only = false, ...options } = optionsOf(nothing, env)
    const api = createApi({
      ...options,
      // The token has a check of its own, and a person has no patience for retries.
      skip_credentials_validation: true,
      disable_retry: true,
      user_agent: `terraform-provider-${dbtcloud.name}/${dbtcloud.version} (doctor)`,
    })
    const details = settingOrigins(env, { ...api, readOnly: read_only })
    const text = 'These settings come from the environment. A provider block overrides them.'
    return { api, verdict: { mark: 'ok', subject, text, details } }
  } catch (error) {
    return { verdict: wrong(subject, error, settingOrigins(env)) }
  }
}

/** Never throws: what is wrong is a verdict. */
const judge = async ({ subject, run }: Check, target: Target) => {
  try {
    return await run(target)
  } catch (error) {
    return [wrong(subject, error)]
  }
}

const skip = (subject: string, obstacle: string): Verdict => ({
  mark: 'skipped',
  subject,
  text: `Not checked, because the ${obstacle} check failed.`,
})

/**
 * Checks one thing after the other, as the environment has it, and yields each verdict at once.
 * After the first that is wrong the others are skipped, because they build on it.
 */
export async function* diagnose(
  env: Environment,
  owner: Owner | undefined,
): AsyncGenerator<Verdict, void> {
  const { api, verdict } = connect(env)
  yield verdict
  const target = api && openTarget(api, owner)
  let obstacle = target ? undefined : verdict.subject
  for (const check of checks) {
    const { subject } = check
    const found = target && !obstacle ? await judge(check, target) : [skip(subject, obstacle ?? '')]
    if (found.some(({ mark }) => mark === 'wrong')) obstacle ??= subject
    yield* found
  }
}
