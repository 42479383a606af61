/**
 * Makes texts of servers, files, and users safe for a terminal. Control characters, direction marks, and
 * invisible characters are written as code points (`\u001b`). Complete terminal sequences, such as colors and
 * hyperlinks, are removed.
 */

/** One line, for a summary or a table. Line ends and tabs become a space. */
export const printableLine = (text: string): string =>
  visible(text.toWellFormed().replace(SEQUENCE, '').replace(OUTER_BREAKS, '').replace(BREAKS, ' '))

/** Several lines, for a detail. Every line end becomes `\n`, with at most two in a row. Tabs remain. */
export const printableText = (text: string): string =>
  visible(
    text
      .toWellFormed()
      .replace(SEQUENCE, '')
      .replace(OUTER_BREAKS, '')
      .replace(LINE_END, '\n')
      .replace(/\n(?:[ \t]*\n){2,}/g, '\n\n'),
  )

const ESC = '\u001b'
const CSI = `(?:${ESC}\\[|\u009b)[0-?]*[ -/]*[@-~]`
// An OSC ends with BEL or ST, on the same line.
const OSC = `(?:${ESC}\\]|\u009d)[^\\p{Cc}]*(?:\u0007|${ESC}\\\\|\u009c)`
const SEQUENCE = new RegExp(`${CSI}|${OSC}`, 'gu')

const LINE_END = /\r\n|[\n\v\f\r\u{85}\u{2028}\u{2029}]/gu
const BREAKS = /[\t\n\v\f\r\u{85}\u{2028}\u{2029}]+/gu
const OUTER_BREAKS = new RegExp(`^${BREAKS.source}|${BREAKS.source}$`, 'gu')

// Many scripts and emoji use joiners and the emoji presentation selector.
const JOINED = String.raw`[[\p{L}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F]--\p{ASCII}]`
const INVISIBLE = [
  String.raw`(?<!${JOINED})[\u200C\u200D]`,
  String.raw`(?<!\p{Emoji})\uFE0F`,
  String.raw`[[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]--[\t\n\u200C\u200D\uFE0F]]`,
].join('|')

let invisible: RegExp | undefined

/** The pattern is compiled at its first use, because that takes 1 ms and most processes show no text. */
const visible = (text: string): string =>
  text.replace((invisible ??= new RegExp(INVISIBLE, 'gv')), escaped)

const escaped = (character: string): string => {
  const code = (character.codePointAt(0) ?? 0).toString(16)
  return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`
}
