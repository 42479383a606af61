import { scimConfigToken } from '../dbtcloud/access/scim-config-token.ts'
import { dbtcloud } from '../dbtcloud/provider.ts'
import { command } from './command.ts'
import { diagnose } from './diagnose.ts'
import { reasonOf } from './file-error.ts'
import { ownedIds } from './owned-ids.ts'
import { readStateText } from './state-text.ts'
import type { Owner } from './stray-tokens.ts'
import { UsageError } from './usage-error.ts'
import { formatVerdict } from './verdict.ts'

const readOwner = async (file: string): Promise<Owner> => {
  try {
    const text = await readStateText(file)
    return { file, ids: ownedIds(text, `${dbtcloud.name}_${scimConfigToken.type}`) }
  } catch (error) {
    throw new UsageError(`Cannot use ${file} (--state): ${reasonOf(error)}.`)
  }
}

export const doctor = command({
  about:
    'Checks the settings in the environment, the connection to dbt Cloud, the token, the account, and ' +
    'its SCIM feature. For each it reports a verdict and, if something is wrong, what to do. Then it lists ' +
    'the SCIM tokens that were never used and, with --state, the tokens that exist in dbt Cloud but not in ' +
    'that state.\n\n' +
    'It only reads, and it shows no secrets. The exit code is 1 if a verdict is "wrong". A "note" is worth ' +
    'a look but is not a fault.',
  flags: {
    state: {
      value: 'FILE',
      about: 'A state file, or the output of "terraform show -json"',
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
