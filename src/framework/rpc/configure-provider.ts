import { attempt, type Rpc } from './answer.ts'
import { objectFromWire } from './dynamic-value.ts'

/** Makes the client. Values may still be unknown: the declaration's `configure` decides what then. */
export const configureProvider: Rpc<'ConfigureProvider'> = {
  name: 'ConfigureProvider',
  answer: ({ config, terraform_version }, { session }) => {
    const { provider, log } = session
    return attempt(`Could not configure provider ${provider.name}`, {}, () => {
      const host = { terraformVersion: terraform_version ?? '', log }
      const api = provider.configure({ config: objectFromWire(config, provider.schema), host })
      session.client = { api }
      return {}
    })
  },
}
