const languages: Readonly<Record<string, string>> = {
  tf: 'terraform',
  hcl: 'terraform',
  sh: 'shell',
  ts: 'typescript',
  py: 'python',
  go: 'go',
  cs: 'csharp',
  java: 'java',
  yaml: 'yaml',
}

/** A file as a fenced block in the language of its extension. */
export const codeBlock = (path: string, text: string): string => {
  const language = languages[path.slice(path.lastIndexOf('.') + 1)] ?? ''
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``
}
