/** One step into a value: an attribute or map key by name, a list element by index. */
export type Step =
  | { readonly attribute: string }
  | { readonly key: string }
  | { readonly index: number }

/** A path to a value. Paths cannot enter sets: they stop at the set. */
export type Path = readonly Step[]

/** `name`, `jobs[2].name`, `tags["a"]`: the path as Terraform writes it. */
export const formatPath = (path: Path): string => {
  const text = path.map((step) => {
    if ('attribute' in step) return `.${step.attribute}`
    return 'key' in step ? `[${JSON.stringify(step.key)}]` : `[${step.index}]`
  })
  return text.join('').replace(/^\./, '')
}
