import { readFileSync } from 'node:fs'
import protobuf from 'protobufjs'
import t from 'tap'

/** As the files of test/proto/facts hold them: a field is its number, its type and its marks. */
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

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')

const factsOf = (root: protobuf.ReflectionObject | null) => {
  const facts: Facts = { messages: {}, enums: {}, services: {} }
  if (root instanceof protobuf.Namespace) root.nestedArray.forEach((one) => collect(facts, '', one))
  return facts
}

const collect = (facts: Facts, prefix: string, object: protobuf.ReflectionObject): void => {
  const name = `${prefix}${object.name}`
  if (object instanceof protobuf.Enum) facts.enums[name] = { ...object.values }
  if (object instanceof protobuf.Service) {
    facts.services[name] = Object.fromEntries(object.methodsArray.map(methodFacts))
  }
  if (object instanceof protobuf.Type) {
    facts.messages[name] = Object.fromEntries(
      object.fieldsArray.map((field) => [field.name, fieldFacts(field)]),
    )
    object.nestedArray.forEach((nested) => collect(facts, `${name}.`, nested))
  }
}

const methodFacts = (method: protobuf.Method) =>
  [
    method.name,
    [
      `${method.requestStream ? 'stream ' : ''}${method.requestType}`,
      `${method.responseStream ? 'stream ' : ''}${method.responseType}`,
    ],
  ] as const

const fieldFacts = (field: protobuf.Field) => [
  field.id,
  field.type,
  ...(field instanceof protobuf.MapField ? [`map of ${field.keyType}`] : []),
  ...(field.repeated ? ['repeated'] : []),
  ...oneofFacts(field),
  ...(field.options?.['deprecated'] ? ['deprecated'] : []),
]

const oneofFacts = ({ partOf, options }: protobuf.Field) => {
  if (!partOf) return []
  return options?.['proto3_optional'] ? ['optional'] : [`oneof ${partOf.name}`]
}

for (const [file, packageName] of Object.entries(files)) {
  t.test(
    `says what the public facts say of ${packageName}, nothing less and nothing more`,
    async (t) => {
      const facts: unknown = JSON.parse(read(`./facts/${file}.json`))
      const parsed = protobuf.parse(read(`../../proto/${file}.proto`), { keepCase: true })
      t.equal(parsed.package, packageName)
      t.strictSame(factsOf(parsed.root.lookup(packageName)), facts)
    },
  )
}
