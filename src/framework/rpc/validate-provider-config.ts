import { attempt, type Rpc } from './answer.ts'
import { complaintsOf } from './complaints.ts'

export const validateProviderConfig: Rpc<'ValidateProviderConfig'> = {
  name: 'ValidateProviderConfig',
  answer: ({ config }, { session: { provider } }) =>
    attempt(`Invalid configuration of provider ${provider.name}`, () =>
      complaintsOf(provider, config, false),
    ),
}
