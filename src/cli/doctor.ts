import { readFile } from 'node:fs/promises'
import { scimConfigToken } from '../dbtcloud/access/scim-config-token.ts'
import { dbtcloud } from '../dbtcloud/provider.ts'
import { command } from './command.ts'
import { diagnose } from './diagnose.ts'
import { ownedIds } from './state-tokens.ts'
import type { Owner } from './stray-tokens.ts'
import { UsageError } from './usage-error.ts'
import { formatVerdict } from './verdict.ts'

const readOwner = async (file: string): Promise<Owner> => {
  try {
    const text = await readFile(file, 'utf8')
    return { file, ids: ownedIds(text, `${dbtcloud.name}_${scimConfigToken.type}`) }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new UsageError(`--state ${file} cannot be used: ${reason}`)
  }
}

export const doctor = command({
  about:
    'Looks at the settings in the environment, the way to dbt Cloud, the token, the account and its\n' +
    'SCIM feature, and says of each whether it is well and, if not, what to do. Then it lists the SCIM\n' +
    'tokens that nobody ever used and, given a state, those that are live without being in it. It\n' +
    'changes nothing, and it shows no secret. The exit code is 1 if a verdict is "wrong"; a "note" is\n' +
    'only worth a look.',
  flags: {
    state: {
      value: 'FILE',
      about: 'the state that owns the tokens: a state file, or what `terraform show -json` prints',
    },
  },
  run: async ({ state }, { env, terminal }) => {
    const owner = state === undefined ? undefined : await readOwner(state)
    let isWell = true
    for await (const verdict of diagnose(env, owner)) {
      terminal.print(formatVerdict(verdict, terminal))
      isWell &&= verdict.mark !== 'wrong'
    }
    return isWell ? 0 : 1
  },
})
