import type {
  Descriptor,
  FieldDescriptor,
  MessageDescriptor,
  MethodDescriptor,
  TypeDescriptor,
} from '../src/framework/rpc/descriptor.ts'

const SCALARS: Readonly<Record<string, string>> = {
  bool: 'boolean',
  bytes: 'Uint8Array',
  int32: 'number',
  int64: 'string',
  string: 'string',
  uint32: 'number',
}

/** The TypeScript of a descriptor: a type per message and enum, and the messages of each method. */
export const types = ({ methods, types }: Descriptor): string =>
  [
    '// Made by scripts/proto.ts from proto/*.proto. Not to be edited.',
    ...Object.entries(types).map(([name, type]) => declaration(name, type)),
    methodMap('Requests', methods, ({ request }) => request),
    methodMap('Responses', methods, ({ response }) => response),
  ].join('\n\n') + '\n'

const declaration = (name: string, type: TypeDescriptor) =>
  'fields' in type
    ? interfaceText(name, messageLines(type))
    : `export type ${name} = ${union(Object.keys(type.values))}`

const interfaceText = (name: string, lines: readonly string[]) =>
  lines.length > 0
    ? `export interface ${name} {\n${lines.map((line) => `  ${line}\n`).join('')}}`
    : `export type ${name} = Readonly<Record<string, never>>`

const union = (texts: readonly string[]) => texts.map((text) => `'${text}'`).join(' | ')

const messageLines = ({ fields, oneofs = {} }: MessageDescriptor) => [
  ...Object.entries(fields).map(([name, field]) => member(name, fieldType(field))),
  ...Object.entries(oneofs)
    .filter(([name]) => !name.startsWith('_'))
    .map(([name, { oneof }]) => member(name, union(oneof))),
]

const member = (name: string, type: string) => `readonly ${name}?: ${type} | undefined`

const fieldType = ({ type, rule, keyType }: FieldDescriptor) => {
  const item = SCALARS[type] ?? type
  if (keyType) return `Readonly<Record<string, ${item}>>`
  return rule === 'repeated' ? `readonly ${item}[]` : item
}

const methodMap = (
  name: string,
  methods: Descriptor['methods'],
  pick: (method: MethodDescriptor) => string,
) => {
  const lines = Object.entries(methods).map(([method, row]) => `readonly ${method}: ${pick(row)}`)
  return interfaceText(name, lines)
}
