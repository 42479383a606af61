import t from 'tap'
import { fillTemplate, PlaceholderError } from '../../src/docs/fill-template.ts'
import { MissingSourceError } from '../../src/docs/source-files.ts'

const fill = (template: string) =>
  fillTemplate('t.md', {
    files: new Map([
      ['t.md', template],
      ['a.tf', 'cost = "$& $1"\n'],
    ]),
    texts: new Map([['table', '| a |']]),
  })

t.test('inserts files as they are, and texts by name', async (t) => {
  t.equal(
    fill('A\n\n{{ file "a.tf" }}\n\n{{ table }}, {{ table }}\n'),
    'A\n\n```terraform\ncost = "$& $1"\n```\n\n| a |, | a |\n',
  )
})

t.test('leaves everything else as it is', async (t) => {
  const text = 'See {{table}} and ${a}.\n'
  t.equal(fill(text), text)
})

t.test('names a placeholder that it cannot fill', async (t) => {
  t.throws(() => fill('{{ nothing }}'), PlaceholderError)
  t.throws(() => fill('{{ table "a.tf" }}'), PlaceholderError)
  t.throws(() => fill('{{ constructor }}'), PlaceholderError)
  t.throws(() => fill('{{ file "b.tf" }}'), new MissingSourceError('b.tf', 't.md'))
})
