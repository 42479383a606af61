import t from 'tap'
import { frontMatter } from '../../src/docs/front-matter.ts'

t.test('is valid YAML for any text', async (t) => {
  const matter = {
    title: 'a "quoted" title: b',
    description: 'Uses `code`, **bold** and [a link](https://example.com).\n\nMore: yes.',
    subcategory: '',
  }
  t.equal(
    frontMatter(matter),
    `---
page_title: "a \\"quoted\\" title: b"
subcategory: ""
description: |-
  Uses code, bold and a link.

  More: yes.
---`,
  )
})

t.test('has no subcategory on the index page', async (t) => {
  t.notMatch(frontMatter({ title: 'a', description: 'b' }), 'subcategory')
})
