import t from 'tap'
import { writeOnlyLink, writeOnlyNote } from '../../src/docs/write-only.ts'

t.test('links to the documentation of write-only arguments', async (t) => {
  t.match(writeOnlyLink('Write-only'), /^\[Write-only\]\(https:\S+#write-only-arguments\)$/)
})

t.test('names the first versions that support write-only arguments', async (t) => {
  t.match(
    writeOnlyNote,
    /^> \*\*NOTE\*\*: \[.*\]\(.*\) require Terraform or OpenTofu 1\.11 or later\.$/,
  )
})
