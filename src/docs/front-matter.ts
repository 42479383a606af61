interface Matter {
  readonly title: string
  /** Its Markdown is removed: the registry shows plain text. */
  readonly description: string
  /** The group in the registry's list. The index page has none. */
  readonly subcategory?: string
}

/** The YAML at the top of a page. */
export const frontMatter = ({ title, description, subcategory }: Matter): string =>
  [
    '---',
    `page_title: ${JSON.stringify(title)}`,
    ...(subcategory === undefined ? [] : [`subcategory: ${JSON.stringify(subcategory)}`]),
    'description: |-',
    ...plain(description).split('\n').map(indent),
    '---',
  ].join('\n')

const plain = (markdown: string): string =>
  markdown.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll(/[`*]/g, '')

const indent = (line: string): string => (line === '' ? '' : `  ${line}`)
