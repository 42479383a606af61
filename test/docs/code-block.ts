import t from 'tap'
import { codeBlock } from '../../src/docs/code-block.ts'

t.test('fences a file in the language of its extension', async (t) => {
  t.equal(codeBlock('a/b.tf', 'x = 1\n'), '```terraform\nx = 1\n```')
  t.equal(codeBlock('Program.cs', 'x;\n\n'), '```csharp\nx;\n```')
  t.equal(codeBlock('NOTES', 'x'), '```\nx\n```')
})
