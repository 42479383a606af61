import { testedSentence } from '../hosts/tested-hosts.ts'

/** What a Linux executable requires: `GLIBC 2.28, …; libc.so.6, …`. */
export interface Required {
  /** `linux_amd64` */
  readonly platform: string
  readonly text: string
}

/** The changelog's text under the heading of `version`, or undefined. A date may follow the version. */
export const changelogEntry = (changelog: string, version: string): string | undefined => {
  const sections = changelog.split(/^## /m).map((section) => /^(\S+).*\n([\s\S]*)$/.exec(section))
  const [, , text = ''] = sections.find((found) => found?.[1] === version) ?? []
  return text.trim() === '' ? undefined : text.trim()
}

/** The notes of a release, in Markdown: its changes, the hosts it was tested with, and what it requires. */
export const releaseNotes = (entry: string, required: readonly Required[]): string => {
  const requirements = required.map(({ platform, text }) => `- ${platform}: ${text}\n`).join('')
  const hosts = `### Tested Hosts\n\n${testedSentence()}\n`
  const system = requirements && `\n### Requirements on Linux\n\n${requirements}`
  return `${entry}\n\n${hosts}${system}`
}
