// Terraform core, internal/terraform/node_resource_abstract_instance.go (refresh),
// upgrade_resource_state.go and node_resource_plan_instance.go (importState).
import { assertImported, assertRead, assertUpgraded } from './read-rules.ts'
import {
  bytes,
  capabilities,
  enforce,
  heedAnswer,
  type Live,
  receive,
  receiveIdentity,
  refuse,
  type Stored,
  send,
  sendIdentity,
  type Target,
} from './target.ts'

/** The provider upgrades every stored object before it is used, even one of the current version. @throws Refusal */
export const upgrade = async (target: Target, stored: Stored): Promise<Live | undefined> => {
  if (stored.version > target.version) {
    const detail = `version ${stored.version} is stored, the provider has ${target.version}`
    refuse(target, 'Resource instance managed by newer provider version', detail)
  }
  const response = await target.client.call('UpgradeResourceState', {
    type_name: target.type,
    version: String(stored.version),
    raw_state: { json: Buffer.from(stored.json) },
  })
  heedAnswer(target, response)
  const value = receive(target, response.upgraded_state)
  enforce(target, assertUpgraded(target.schema, value))
  const { private: secret, identity, status } = stored
  return value === null ? undefined : { value, private: secret, identity, status }
}

/** The current object, or undefined if it no longer exists. @throws Refusal */
export const read = async (target: Target, live: Live): Promise<Live | undefined> => {
  const response = await target.client.call('ReadResource', {
    type_name: target.type,
    current_state: send(target, live.value),
    private: live.private,
    current_identity: sendIdentity(target, live.identity),
    client_capabilities: capabilities,
  })
  heedAnswer(target, response)
  const value = receive(target, response.new_state)
  const identity = receiveIdentity(target, response.new_identity)
  enforce(target, assertRead(target.schema, value))
  if (value === null) return undefined
  return { value, private: bytes(response.private), identity, status: live.status }
}

/** Imports by ID, then reads. @throws Refusal */
export const importObject = async (target: Target, id: string): Promise<Live> => {
  const response = await target.client.call('ImportResourceState', {
    type_name: target.type,
    id,
    client_capabilities: capabilities,
  })
  heedAnswer(target, response)
  const objects = (response.imported_resources ?? []).map((object) => ({
    type: object.type_name ?? '',
    value: receive(target, object.state),
    private: bytes(object.private),
    identity: receiveIdentity(target, object.identity),
  }))
  enforce(target, assertImported(target.schema, objects))
  return (
    (await readImported(target, objects)) ??
    refuse(target, 'Cannot import non-existent remote object', 'no object exists with the given id')
  )
}

type ImportedObject = Omit<Live, 'status' | 'value'> & { readonly value: Live['value'] | null }

const readImported = async (target: Target, [first]: readonly ImportedObject[]) =>
  first?.value ? read(target, { ...first, value: first.value, status: 'ready' }) : undefined
