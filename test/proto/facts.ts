import { readFileSync } from 'node:fs'
import t from 'tap'
import {
  type Declaration,
  declarations,
  entryFields,
  type FieldDeclaration,
  isOptional,
  type MessageDeclaration,
  type MethodDeclaration,
  oneofOf,
  typeOf,
} from '../../scripts/proto-declarations.ts'

/** The format of the files in test/proto/facts: a field is its number, its type, and its flags. */
interface Facts {
  messages: Record<string, Record<string, (string | number)[]>>
  enums: Record<string, Record<string, number>>
  services: Record<string, Record<string, readonly [request: string, response: string]>>
}

const files = {
  tfplugin6: 'tfplugin6',
  'go-plugin': 'plugin',
  health: 'grpc.health.v1',
}

const pathOf = (path: string) => new URL(path, import.meta.url).pathname

/** The declarations of one package, without imports. */
const factsOf = (declared: ReadonlyMap<string, Declaration>, packageName: string) => {
  const facts: Facts = { messages: {}, enums: {}, services: {} }
  for (const [fullName, declaration] of declared) {
    if (fullName === `.${packageName}.${declaration.name}`) {
      collect(facts, { packageName, name: declaration.name }, declaration)
    }
  }
  return facts
}

interface Place {
  readonly packageName: string
  /** `Schema.Block` */
  readonly name: string
}

const collect = (facts: Facts, { packageName, name }: Place, declaration: Declaration): void => {
  if ('value' in declaration) {
    facts.enums[name] = Object.fromEntries(
      declaration.value.map((value) => [value.name, value.number]),
    )
  } else if ('method' in declaration) {
    facts.services[name] = Object.fromEntries(
      declaration.method.map((method) => methodFacts(packageName, method)),
    )
  } else if (!declaration.options?.mapEntry) {
    facts.messages[name] = Object.fromEntries(
      declaration.field.map((field) => [field.name, fieldFacts(declaration, field)]),
    )
    for (const inner of [...declaration.nestedType, ...declaration.enumType]) {
      collect(facts, { packageName, name: `${name}.${inner.name}` }, inner)
    }
  }
}

const methodFacts = (packageName: string, method: MethodDeclaration) => {
  const within = (type: string) => type.replace(`.${packageName}.`, '').replace(/^\./, '')
  return [
    method.name,
    [
      `${method.clientStreaming ? 'stream ' : ''}${within(method.inputType)}`,
      `${method.serverStreaming ? 'stream ' : ''}${within(method.outputType)}`,
    ],
  ] as const
}

const fieldFacts = (message: MessageDeclaration, field: FieldDeclaration) => {
  const [key, value] = entryFields(message, field)
  return [
    field.number,
    typeOf(value ?? field),
    ...(key ? [`map of ${typeOf(key)}`] : []),
    ...(!key && field.label === 'LABEL_REPEATED' ? ['repeated'] : []),
    ...oneofFacts(message, field),
    ...(field.options?.deprecated ? ['deprecated'] : []),
  ]
}

const oneofFacts = (message: MessageDeclaration, field: FieldDeclaration) => {
  if (isOptional(message, field)) return ['optional']
  const oneof = oneofOf(message, field)
  return oneof === undefined ? [] : [`oneof ${oneof}`]
}

for (const [file, packageName] of Object.entries(files)) {
  t.test(`declares exactly the public facts of ${packageName}`, async (t) => {
    const facts: unknown = JSON.parse(readFileSync(pathOf(`./facts/${file}.json`), 'utf8'))
    const declared = declarations([pathOf(`../../proto/${file}.proto`)])
    t.strictSame(factsOf(declared, packageName), facts)
  })
}
