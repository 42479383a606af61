/** A literal, a list, a map, or a reference `aws_thing.name.attribute` that is resolved later. */
export type Expression =
  | { readonly kind: 'literal'; readonly value: string | number | bigint | boolean | null }
  | { readonly kind: 'list'; readonly of: readonly Expression[] }
  | { readonly kind: 'map'; readonly of: ReadonlyMap<string, Expression> }
  | { readonly kind: 'template'; readonly parts: readonly Expression[] }
  | {
      readonly kind: 'reference'
      readonly path: readonly (string | number)[]
      readonly at: Location
    }

/** A position, as `main.tf:12`. */
export type Location = string

export interface Block {
  readonly type: string
  readonly labels: readonly string[]
  readonly attributes: ReadonlyMap<string, Expression>
  readonly blocks: readonly Block[]
  readonly at: Location
}

/** A file that is not HCL, or that uses HCL which this reader does not support. */
export class HclError extends Error {
  readonly at: Location
  constructor(at: Location, fault: string) {
    super(`${at}: ${fault}`)
    this.name = 'HclError'
    this.at = at
  }
}

interface Token {
  readonly kind: 'name' | 'number' | 'string' | 'punctuation' | 'newline' | 'end'
  readonly text: string
  readonly at: Location
}

const TOKEN =
  /(?<space>[ \t\r]+|#[^\n]*|\/\/[^\n]*|\/\*[^]*?\*\/)|(?<newline>\n)|(?<name>[A-Za-z_][\w-]*)|(?<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|"(?<string>(?:[^"\\\n]|\\.)*)"|(?<punctuation>[{}[\]=:,.-])/y

const tokenize = (text: string, start: Location): readonly Token[] => {
  const tokens: Token[] = []
  const [, file = '', first = '1'] = /^(.*):(\d+)$/.exec(start) ?? []
  let [position, line] = [0, Number(first)]
  while (position < text.length) {
    TOKEN.lastIndex = position
    const match = TOKEN.exec(text)
    const at = `${file}:${line}`
    if (!match) throw new HclError(at, `does not know ${JSON.stringify(text[position])} here`)
    const token = tokenOf(match.groups ?? {}, at)
    if (token) tokens.push(token)
    line += match[0].split('\n').length - 1
    position = TOKEN.lastIndex
  }
  return [...tokens, { kind: 'end', text: 'the end of the file', at: `${file}:${line}` }]
}

const KINDS = ['newline', 'name', 'number', 'string', 'punctuation'] as const

const tokenOf = (
  groups: Readonly<Record<string, string | undefined>>,
  at: Location,
): Token | undefined => {
  const kind = KINDS.find((kind) => groups[kind] !== undefined)
  return kind && { kind, text: groups[kind] ?? '', at }
}

/** Reads tokens one by one. */
class Cursor {
  readonly #tokens: readonly Token[]
  #position = 0
  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
  }

  get next(): Token {
    // The last token is `end`. The reader never moves past it.
    return this.#tokens[this.#position] as Token
  }

  take(kind: Token['kind'], text?: string): Token {
    const token = this.next
    if (token.kind !== kind || (text !== undefined && token.text !== text)) {
      const found = token.kind === 'newline' ? 'the end of the line' : token.text
      throw new HclError(token.at, `expected ${text ?? kind}, found ${found}`)
    }
    if (kind !== 'end') this.#position += 1
    return token
  }

  accept(kind: Token['kind'], text?: string): boolean {
    const { kind: found, text: held } = this.next
    if (found !== kind || (text !== undefined && held !== text)) return false
    this.take(kind)
    return true
  }

  skipLines(): void {
    while (this.accept('newline'));
  }
}

/**
 * Reads the blocks of a file. @throws HclError
 *
 * @param file its name, for messages
 */
export const parseHcl = (text: string, file: string): readonly Block[] => {
  const cursor = new Cursor(tokenize(text, `${file}:1`))
  const { blocks, attributes } = parseBody(cursor, 'end')
  const [stray] = attributes.keys()
  if (stray !== undefined) throw new HclError(`${file}:1`, `${stray} stands outside of a block`)
  return blocks
}

const parseBody = (
  cursor: Cursor,
  closing: 'end' | 'brace',
): Pick<Block, 'attributes' | 'blocks'> => {
  const attributes = new Map<string, Expression>()
  const blocks: Block[] = []
  for (;;) {
    cursor.skipLines()
    if (closing === 'brace' ? cursor.accept('punctuation', '}') : cursor.accept('end')) {
      return { attributes, blocks }
    }
    const name = cursor.take('name')
    if (cursor.accept('punctuation', '=')) {
      if (attributes.has(name.text)) throw new HclError(name.at, `${name.text} is set twice`)
      attributes.set(name.text, parseExpression(cursor))
      if (cursor.next.text !== '}' && cursor.next.kind !== 'end') cursor.take('newline')
    } else blocks.push(parseBlock(cursor, name))
  }
}

const parseBlock = (cursor: Cursor, name: Token): Block => {
  const labels: string[] = []
  while (cursor.next.kind === 'string') labels.push(cursor.take('string').text)
  cursor.take('punctuation', '{')
  return { type: name.text, labels, at: name.at, ...parseBody(cursor, 'brace') }
}

const parseExpression = (cursor: Cursor): Expression => {
  const token = cursor.next
  if (cursor.accept('punctuation', '[')) return { kind: 'list', of: parseList(cursor) }
  if (cursor.accept('punctuation', '{')) return { kind: 'map', of: parseMap(cursor) }
  if (cursor.accept('punctuation', '-')) return literal(numberOf(`-${cursor.take('number').text}`))
  if (cursor.accept('number')) return literal(numberOf(token.text))
  if (cursor.accept('string')) return parseTemplate(token)
  return parseName(cursor)
}

const literal = (value: string | number | bigint | boolean | null): Expression => ({
  kind: 'literal',
  value,
})

const numberOf = (text: string): number | bigint => {
  const near = Number(text)
  return Number.isInteger(near) && !Number.isSafeInteger(near) ? BigInt(text) : near
}

const parseList = (cursor: Cursor): readonly Expression[] => {
  const elements: Expression[] = []
  for (;;) {
    cursor.skipLines()
    if (cursor.accept('punctuation', ']')) return elements
    elements.push(parseExpression(cursor))
    cursor.skipLines()
    if (!cursor.accept('punctuation', ',')) {
      cursor.take('punctuation', ']')
      return elements
    }
  }
}

const parseMap = (cursor: Cursor): ReadonlyMap<string, Expression> => {
  const entries = new Map<string, Expression>()
  for (;;) {
    cursor.skipLines()
    if (cursor.accept('punctuation', '}')) return entries
    const key = cursor.next.kind === 'string' ? cursor.take('string') : cursor.take('name')
    if (!cursor.accept('punctuation', ':')) cursor.take('punctuation', '=')
    entries.set(key.text, parseExpression(cursor))
    cursor.accept('punctuation', ',')
  }
}

const WORDS: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
])

const parseName = (cursor: Cursor): Expression => {
  const { text, at } = cursor.take('name')
  const path: (string | number)[] = [text]
  for (;;) {
    if (cursor.accept('punctuation', '.')) path.push(cursor.take('name').text)
    else if (cursor.accept('punctuation', '[')) {
      const index = cursor.next
      path.push(
        index.kind === 'string' ? cursor.take('string').text : Number(cursor.take('number').text),
      )
      cursor.take('punctuation', ']')
    } else break
  }
  const word = WORDS.get(text)
  if (path.length === 1 && word !== undefined) return literal(word)
  if (path.length === 1) throw new HclError(at, `does not know the expression ${text}`)
  return { kind: 'reference', path, at }
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  '"': '"',
  '\\': '\\',
}

const unescape = (text: string, at: Location): string =>
  text.replaceAll(/\\(.)/g, (_, escape: string) => {
    const meant = ESCAPES[escape]
    if (meant === undefined) throw new HclError(at, `does not know the escape \\${escape}`)
    return meant
  })

/** A string, with references in `${…}` if it has any. */
const parseTemplate = ({ text, at }: Token): Expression => {
  if (/%\{|\$\$\{/.test(text)) throw new HclError(at, 'does not know template directives')
  const pieces = text.split(/\$\{([^}]*)\}/)
  if (pieces.length === 1) return literal(unescape(text, at))
  const parts = pieces.map((piece, index) => {
    if (index % 2 === 0) return literal(unescape(piece, at))
    const cursor = new Cursor(tokenize(piece, at))
    const expression = parseName(cursor)
    cursor.take('end')
    return expression
  })
  return { kind: 'template', parts }
}
