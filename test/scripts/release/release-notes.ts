import t from 'tap'
import { testedHosts } from '../../../scripts/hosts/tested-hosts.ts'
import { changelogEntry, releaseNotes } from '../../../scripts/release/release-notes.ts'

const changelog = `# Changelog

## Unreleased

- Later.

## 1.2.0 (2026-11-25)

- A change.

## 1.1.0

`

t.test('takes the text under the heading of the version', async (t) => {
  t.equal(changelogEntry(changelog, '1.2.0'), '- A change.')
  t.equal(changelogEntry(changelog, 'Unreleased'), '- Later.')
  t.equal(changelogEntry(changelog, '1.1.0'), undefined, 'a heading without text is no entry')
  t.equal(changelogEntry(changelog, '1.2'), undefined)
})

t.test('names every tested host, and what each Linux executable requires', async (t) => {
  const notes = releaseNotes('- A change.', [{ platform: 'linux_amd64', text: 'GLIBC 2.28' }])
  t.match(notes, /^- A change\.\n/)
  for (const host of testedHosts) t.match(notes, host)
  t.match(notes, '### Requirements on Linux\n\n- linux_amd64: GLIBC 2.28\n')
  t.notMatch(releaseNotes('- A change.', []), 'Requirements')
})
