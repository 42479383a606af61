import { isObject, parseJson } from '../api/index.ts'

/** The text is not a state. Says why without quoting it: a state holds secrets. */
export class StateError extends Error {
  override readonly name = 'StateError'
}

/** A managed object in a state. */
export interface StateObject {
  /** `dbtcloud_scim_config_token` */
  readonly type: string
  /** Without the type: `module.a.okta["x"]`. */
  readonly place: string
  /** True for an object that Terraform has replaced and will delete. */
  readonly isDeposed: boolean
  readonly attributes: Found
}

type Found = Readonly<Record<string, unknown>>

const parse = (text: string): unknown => {
  if (text.trim() === '') throw new StateError('it is empty')
  try {
    return parseJson(text)
  } catch {
    throw new StateError('it is not JSON')
  }
}

const objects = (value: unknown): readonly Found[] =>
  Array.isArray(value) ? value.filter(isObject) : []

const isManaged = ({ mode, type }: Found): boolean => mode === 'managed' && typeof type === 'string'

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

const placeOf = ({ module, name }: Found, key: unknown): string =>
  [
    ...(module === undefined ? [] : [textOf(module)]),
    `${textOf(name)}${key === undefined ? '' : `[${JSON.stringify(key)}]`}`,
  ].join('.')

/** Without attributes it is no object. */
const objectOf = (resource: Found, key: unknown, rest: Found): readonly StateObject[] =>
  isObject(rest['attributes'])
    ? [
        {
          type: textOf(resource['type']),
          place: placeOf(resource, key),
          isDeposed: rest['deposed'] !== undefined,
          attributes: rest['attributes'],
        },
      ]
    : []

/** A state file, version 4. */
const inStateFile = (state: Found): readonly StateObject[] => {
  // Every state has it. Without it, each token would look as if no state owned it.
  if (!Array.isArray(state['resources'])) throw new StateError('it has no list of resources')
  return objects(state['resources'])
    .filter(isManaged)
    .flatMap((resource) =>
      objects(resource['instances']).flatMap((instance) =>
        objectOf(resource, instance['index_key'], instance),
      ),
    )
}

/** A module as `show -json` has it, and those below it. */
const inModule = (module: unknown): readonly StateObject[] => {
  if (!isObject(module)) return []
  const own = objects(module['resources'])
    .filter(isManaged)
    .flatMap((resource) =>
      objectOf({ ...resource, module: module['address'] }, resource['index'], {
        attributes: resource['values'],
        deposed: resource['deposed_key'],
      }),
    )
  return [...own, ...objects(module['child_modules']).flatMap(inModule)]
}

/** `terraform show -json` of a state, or of a plan, whose state is the prior one. */
const inShown = ({ values, prior_state }: Found): readonly StateObject[] => {
  const shown = isObject(prior_state) ? prior_state['values'] : values
  return isObject(shown) ? inModule(shown['root_module']) : []
}

/** What an empty state has. Other commands have a format version too, such as "terraform validate -json". */
const inEmpty = new Set(['format_version', 'terraform_version'])

const isShown = (output: Found): boolean =>
  typeof output['format_version'] === 'string' &&
  (isObject(output['values']) ||
    isObject(output['planned_values']) ||
    Object.keys(output).every((name) => inEmpty.has(name)))

/**
 * The managed objects of a state, numbers in all their digits.
 *
 * @param text a state file, or what `terraform show -json` prints
 * @throws StateError
 */
export const objectsIn = (text: string): readonly StateObject[] => {
  const state = parse(text)
  if (isObject(state) && state['version'] === 4) return inStateFile(state)
  if (isObject(state) && isShown(state)) return inShown(state)
  if (isObject(state) && 'encrypted_data' in state)
    throw new StateError('it is encrypted. Use the output of "tofu show -json" instead')
  throw new StateError(
    'it is neither a state file of version 4 nor the output of "terraform show -json"',
  )
}
