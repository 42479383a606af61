/* oxlint-disable no-control-regex -- control characters are what this file looks for */
// Texts of servers and files are written by others: they must not be able to drive a terminal, to fake a
// line of ours, or to show in another order than they are written. All patterns are linear.

/** A command to the terminal with a text of its own: title, link, clipboard (OSC, DCS, SOS, PM, APC). */
const commands =
  /(?:\u001B[\]PX^_]|[\u0090\u0098\u009D-\u009F])[^\u0007\u001B\u0080-\u009F]*(?:\u0007|\u001B\\|\u009C)/gu

/** Colors, cursor movements and erasures (CSI). */
const controls = /(?:\u001B\[|\u009B)[0-?]*[ -/]*[@-~]/gu

/** Every other escape sequence. */
const escapes = /\u001B[ -/]*[0-~]/gu

const whiteSpace = /[\s\u0085]+/gu

/** Control and format characters, among them the direction marks. Joiners belong to words and emojis. */
const invisible = /(?![\u200C\u200D])[\p{Cc}\p{Cf}]/gu

/** The text on one line, without terminal sequences, control characters and direction marks. */
export const plainText = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(commands, '')
    .replaceAll(controls, '')
    .replaceAll(escapes, '')
    .replaceAll(whiteSpace, ' ')
    .replaceAll(invisible, '')
    .trim()

/** A text of others inside a message of ours. */
export const quoted = (text: string): string => `"${plainText(text)}"`
