import type { AnyResource } from '../schema/resource.ts'
import type { Context } from './answer.ts'
import { diagnose } from './diagnostics.ts'
import { notice } from './session.ts'
import { ambient } from './views.ts'

const summary = 'The planned create would fail'

const check = async (resource: AnyResource, context: Context): Promise<void> => {
  try {
    await resource.preflight?.(ambient(context))
  } catch (error) {
    const [first] = diagnose(summary, error)
    if (first !== undefined) notice(context.session, summary, String(first.detail))
  }
}

/** Runs the preflight of a resource when its first create is planned. A failure is a warning. Never rejects. */
export const preflight = async (resource: AnyResource, context: Context): Promise<void> => {
  const { client } = context.session
  if (client === undefined) return
  const checked = client.preflights.get(resource.type) ?? check(resource, context)
  client.preflights.set(resource.type, checked)
  await checked
}
