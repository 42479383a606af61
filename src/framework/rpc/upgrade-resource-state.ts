import { attempt, type Rpc } from './answer.ts'
import { toWire } from './dynamic-value.ts'
import { findResource } from './session.ts'
import { parseStored, upgradeStored } from './stored-state.ts'

/** Called for every stored object in every plan, usually with nothing to upgrade. */
export const upgradeResourceState: Rpc<'UpgradeResourceState'> = {
  name: 'UpgradeResourceState',
  answer: ({ type_name, version = '0', raw_state }, { session }) =>
    attempt(`Could not read the stored state of ${type_name}`, () => {
      const resource = findResource(session, type_name)
      const stored = parseStored(resource.type, raw_state?.json)
      const upgraded = upgradeStored(resource, stored, Number(version))
      return { upgraded_state: toWire(upgraded, resource.schema) }
    }),
}
