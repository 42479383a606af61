import { isObject, parseJson } from '../api/index.ts'

/** The text is not a state. Says why without quoting it: a state holds secrets. */
export class StateError extends Error {
  override readonly name = 'StateError'
}

const parse = (text: string): unknown => {
  if (text.trim() === '') throw new StateError('it is empty')
  try {
    return parseJson(text)
  } catch {
    throw new StateError('it is not JSON')
  }
}

type Found = Readonly<Record<string, unknown>>

const objects = (value: unknown): readonly Found[] =>
  Array.isArray(value) ? value.filter(isObject) : []

const isOf = (type: string, { mode, type: found }: Found): boolean =>
  mode === 'managed' && found === type

/** Attributes in a state file, version 4; deposed instances are owned too. */
const inStateFile = (state: Found, type: string): readonly unknown[] => {
  // Every state has it. Without it, each token would look as if no state owned it.
  if (!Array.isArray(state['resources'])) throw new StateError('it has no list of resources')
  return objects(state['resources'])
    .filter((resource) => isOf(type, resource))
    .flatMap(({ instances }) => objects(instances))
    .map(({ attributes }) => attributes)
}

/** Attributes in a module as `show -json` has it, and in those below it. */
const inModule = (module: unknown, type: string): readonly unknown[] =>
  isObject(module)
    ? [
        ...objects(module['resources'])
          .filter((resource) => isOf(type, resource))
          .map(({ values }) => values),
        ...objects(module['child_modules']).flatMap((child) => inModule(child, type)),
      ]
    : []

/** `terraform show -json` of a state, or of a plan, whose state is the prior one. */
const inShown = ({ values, prior_state }: Found, type: string): readonly unknown[] => {
  const shown = isObject(prior_state) ? prior_state['values'] : values
  return isObject(shown) ? inModule(shown['root_module'], type) : []
}

/** What an empty state has. Other commands have a format version too, such as "terraform validate -json". */
const inEmpty = new Set(['format_version', 'terraform_version'])

const isShown = (output: Found): boolean =>
  typeof output['format_version'] === 'string' &&
  (isObject(output['values']) ||
    isObject(output['planned_values']) ||
    Object.keys(output).every((name) => inEmpty.has(name)))

const attributesIn = (state: unknown, type: string): readonly unknown[] => {
  if (isObject(state) && state['version'] === 4) return inStateFile(state, type)
  if (isObject(state) && isShown(state)) return inShown(state, type)
  if (isObject(state) && 'encrypted_data' in state)
    throw new StateError('it is encrypted. Use the output of "tofu show -json" instead')
  throw new StateError(
    'it is neither a state file of version 4 nor the output of "terraform show -json"',
  )
}

/**
 * The ids, in all their digits, of the objects of a type that a state owns.
 *
 * @param text a state file, or what `terraform show -json` prints
 * @throws StateError
 */
export const ownedIds = (text: string, type: string): ReadonlySet<string> =>
  new Set(
    attributesIn(parse(text), type)
      .filter(isObject)
      .map(({ id }) => String(id)),
  )
