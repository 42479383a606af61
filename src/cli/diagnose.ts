import { type Api, createApi } from '../api/index.ts'
import { dbtcloud } from '../dbtcloud/provider.ts'
import { optionsOf, type SettingsConfig, settingsSchema } from '../dbtcloud/settings.ts'
import { type Examination, examinations, openPatient, type Patient } from './examinations.ts'
import { settingOrigins } from './setting-origins.ts'
import type { Owner } from './stray-tokens.ts'
import type { Verdict } from './verdict.ts'

type Environment = Readonly<Record<string, string | undefined>>

// `as`: a configuration that says nothing, in the form of the codec, where every attribute is there.
const nothing = Object.fromEntries(
  Object.keys(settingsSchema).map((name) => [name, null]),
) as SettingsConfig

const wrong = (subject: string, error: unknown, details: readonly string[] = []): Verdict => ({
  mark: 'wrong',
  subject,
  text: error instanceof Error ? error.message : String(error),
  details,
})

/** The client that the environment makes, if it does, and what there is to say about that. */
const connect = (env: Environment): { readonly api?: Api; readonly verdict: Verdict } => {
  const subject = 'configuration'
  try {
    const { read_only = false, ...options } = optionsOf(nothing, env)
    const api = createApi({
      ...options,
      // The token has an examination of its own, and a person has no patience for retries.
      skip_credentials_validation: true,
      disable_retry: true,
      user_agent: `terraform-provider-${dbtcloud.name}/${dbtcloud.version} (doctor)`,
    })
    const details = settingOrigins(env, { ...api, readOnly: read_only })
    const text = 'From the environment; a provider block may say otherwise.'
    return { api, verdict: { mark: 'ok', subject, text, details } }
  } catch (error) {
    return { verdict: wrong(subject, error, settingOrigins(env)) }
  }
}

/** Never throws: what is wrong is a verdict. */
const judge = async ({ subject, examine }: Examination, patient: Patient) => {
  try {
    return await examine(patient)
  } catch (error) {
    return [wrong(subject, error)]
  }
}

const skip = (subject: string, obstacle: string): Verdict => ({
  mark: 'skipped',
  subject,
  text: `Not looked at, because of the ${obstacle}.`,
})

/**
 * Examines one thing after the other, as the environment has it, and yields each verdict at once.
 * After the first that is wrong the others are skipped, for they build on it.
 */
export async function* diagnose(
  env: Environment,
  owner: Owner | undefined,
): AsyncGenerator<Verdict, void> {
  const { api, verdict } = connect(env)
  yield verdict
  const patient = api && openPatient(api, owner)
  let obstacle = patient ? undefined : verdict.subject
  for (const examination of examinations) {
    const { subject } = examination
    const found =
      patient && !obstacle ? await judge(examination, patient) : [skip(subject, obstacle ?? '')]
    if (found.some(({ mark }) => mark === 'wrong')) obstacle ??= subject
    yield* found
  }
}
