import t from 'tap'
import { publishedTexts, requirePublished } from '../../src/docs/published.ts'

const published = { address: 'registry.terraform.io/acme/library', version: '0.3.2' }

const example = `terraform {
  required_providers {
    library = {
      source = "other/library"
    }
    time = {
      source = "hashicorp/time"
    }
  }
}
`

t.test('a configuration requires the published address and compatible versions', async (t) => {
  t.equal(
    requirePublished(example, published),
    `terraform {
  required_providers {
    library = {
      source  = "acme/library"
      version = "~> 0.3.0"
    }
    time = {
      source = "hashicorp/time"
    }
  }
}
`,
  )
})

const constraints = [
  ['0.1.0', '~> 0.1.0'],
  ['0.12.7', '~> 0.12.0'],
  ['1.0.0', '~> 1.0'],
  ['2.3.4', '~> 2.3'],
] as const

t.test('the constraint allows only versions without breaking changes', async (t) => {
  for (const [version, constraint] of constraints)
    t.equal(publishedTexts({ ...published, version }).get('constraint'), constraint, version)
})

t.test('templates can name the address, the source and the version', async (t) => {
  const texts = publishedTexts(published)
  t.equal(texts.get('address'), 'registry.terraform.io/acme/library')
  t.equal(texts.get('source'), 'acme/library')
  t.equal(texts.get('version'), '0.3.2')
})

t.test('an address of another registry is written in full', async (t) => {
  const address = 'registry.example.com/acme/library'
  t.equal(publishedTexts({ ...published, address }).get('source'), address)
})
