import type { Host } from '../schema/provider.ts'
import { attempt, type Rpc } from './answer.ts'
import { objectFromWire } from './dynamic-value.ts'
import { hostNameOf } from './host.ts'
import { notice } from './session.ts'
import { hookView } from './views.ts'

/** Creates the client. Values may still be unknown; the declaration's `configure` handles that. */
export const configureProvider: Rpc<'ConfigureProvider'> = {
  name: 'ConfigureProvider',
  answer: ({ config, terraform_version }, { session }) => {
    const { provider, log } = session
    return attempt(`Could not configure provider ${provider.name}`, () => {
      session.notices.clear()
      const version = terraform_version ?? ''
      session.host = hostNameOf(version)
      const host: Host = {
        name: session.host,
        terraformVersion: version,
        log,
        warn: (summary, detail) => notice(session, summary, detail),
      }
      const given = objectFromWire(config, provider.schema)
      const api = provider.configure({ config: hookView(provider.schema, given), host })
      session.client = { api, preflights: new Map() }
      return {}
    })
  },
}
