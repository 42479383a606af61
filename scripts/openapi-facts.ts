// node scripts/openapi-facts.ts OPENAPI.json…: extracts the facts of the emulator's endpoints from dbt Cloud's
// public OpenAPI documents (v2 and v3) and writes src/emulator/generated/facts.ts.
import { readFileSync, writeFileSync } from 'node:fs'
import { type OpenApi, openapiFacts } from '../src/emulator/openapi.ts'
import { routes } from '../src/emulator/routes.ts'

const documents = process.argv
  .slice(2)
  // What the parts lack shows as a missing fact below.
  .map((path) => JSON.parse(readFileSync(path, 'utf8')) as OpenApi)

const facts = routes.map((route) => {
  const found = documents.map((document) => openapiFacts(document, route)).find(Boolean)
  if (found === undefined) throw new Error(`No document contains ${route.method} ${route.path}.`)
  return found
})

writeFileSync(
  new URL('../src/emulator/generated/facts.ts', import.meta.url),
  `// Made by scripts/openapi-facts.ts from dbt Cloud's public OpenAPI documents.
import type { EndpointFacts } from '../endpoint-facts.ts'

export const facts: readonly EndpointFacts[] = ${JSON.stringify(facts, null, 2)}
`,
)
