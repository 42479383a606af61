import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { checkSources, commitDate } from '../../../scripts/release/check-sources.ts'
import { commitAll } from './kit/git.ts'

const changelog =
  '# Changelog\n\n## 1.2.3 (2026-11-24)\n\n### New\n\n- A thing.\n\n## 1.2.2\n\n- B.\n'

const repository = (t: Test, text = changelog): string => {
  const folder = t.testdir({ 'CHANGELOG.md': text, '.gitignore': 'dist/\n', other: '' })
  commitAll(folder)
  return folder
}

t.test('accepts a clean tree with the version in its changelog', async (t) => {
  const folder = repository(t)
  for (const version of ['1.2.3', '1.2.2']) t.doesNotThrow(() => checkSources(folder, version))
})

for (const file of ['other', 'new'])
  t.test(`rejects uncommitted changes, and names the file: ${file}`, async (t) => {
    const folder = repository(t)
    writeFileSync(join(folder, file), 'changed')
    const refusal = { name: 'NotReleasable', message: new RegExp(`^these files .* ${file}$`, 'ms') }
    t.throws(() => checkSources(folder, '1.2.3'), refusal)
  })

const silent = {
  'it is missing': '# Changelog\n\n## Unreleased\n\n- A thing.\n',
  'it is only part of another version': '## 1.2.30\n\n- A thing.\n\n## 11.2.3\n\n- B.\n',
  'it is a lower heading': '## Unreleased\n\n### 1.2.3\n\n- A thing.\n',
  'its section is empty': '## 1.2.3\n\n## 1.2.2\n\n- A thing.\n',
}
for (const [why, text] of Object.entries(silent))
  t.test(`rejects a version without an entry in the changelog: ${why}`, async (t) => {
    const folder = repository(t, text)
    t.throws(() => checkSources(folder, '1.2.3'), {
      name: 'NotReleasable',
      message: 'CHANGELOG.md has no entry under a heading "## 1.2.3"',
    })
  })

t.test('returns the commit time of the sources', async (t) => {
  const age = Date.now() - Date.parse(commitDate(repository(t)))
  t.ok(age < 60_000 && age > -2_000)
})
