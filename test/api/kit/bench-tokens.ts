import {
  type ApiError,
  type ApiOptions,
  collection,
  createSecret,
  isSameName,
  type SecretCreate,
} from '../../../src/api/index.ts'
import { canary, makeBench } from './api.ts'
import { serve, type Test } from './server.ts'
import { type Token, TokenSite } from './tokens.ts'

/** A client of a site of SCIM tokens, and how a provider creates one. */
export const benchTokens = async (t: Test, options: Partial<ApiOptions> = {}) => {
  const tokens = new TokenSite()
  const site = await serve(t, tokens.handler)
  const bench = makeBench(site.url, options)
  tokens.now = () => bench.clock.now()
  const path = 'v3/accounts/{account}/scim-config/tokens/'
  const all = collection<Token>(bench.api, { path })
  const warnings: ApiError[] = []
  const create = async (name: string, more: Partial<SecretCreate<Token>> = {}): Promise<Token> =>
    createSecret(all, {
      name,
      body: { name },
      secretField: 'token_string',
      createdAt: ({ created_at }) => created_at,
      isCandidate: (token) => isSameName(token.name, name),
      isUsed: ({ last_used }) => last_used !== null,
      warn: (error) => warnings.push(error),
      ...more,
    })
  const deletes = () => site.seen.filter(({ method }) => method === 'DELETE').length
  /** Everything that was written down for a person. */
  const shownTexts = (error?: unknown) =>
    `${String(error)} ${warnings.join()} ${JSON.stringify(bench.lines)}`
  return { ...bench, site, tokens, all, warnings, create, deletes, shownTexts, canary }
}
