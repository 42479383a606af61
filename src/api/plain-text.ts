/* oxlint-disable no-control-regex -- control characters are what this file looks for */
// Texts of servers and files are not trusted. They must not control a terminal, imitate our own lines, or
// change the display order of characters. All patterns take linear time.

/** A terminal command with its own text: title, link, clipboard (OSC, DCS, SOS, PM, APC). */
const commands =
  /(?:\u001B[\]PX^_]|[\u0090\u0098\u009D-\u009F])[^\u0007\u001B\u0080-\u009F]*(?:\u0007|\u001B\\|\u009C)/gu

/** Colors, cursor movements and erasures (CSI). */
const controls = /(?:\u001B\[|\u009B)[0-?]*[ -/]*[@-~]/gu

/** Every other escape sequence. */
const escapes = /\u001B[ -/]*[0-~]/gu

const whiteSpace = /[\s\u0085]+/gu

/** The text on one line, without terminal sequences, control characters, and direction marks. */
export const plainText = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(commands, '')
    .replaceAll(controls, '')
    .replaceAll(escapes, '')
    .replaceAll(whiteSpace, ' ')
    // Control and format characters, including direction marks. Joiners are kept, because words and emojis use them.
    // The pattern is here because compiling it takes long, and most processes have no text to clean.
    .replaceAll(/(?![\u200C\u200D])[\p{Cc}\p{Cf}]/gu, '')
    .trim()

/** A received text, quoted for one of our messages. */
export const quoted = (text: string): string => `"${plainText(text)}"`
