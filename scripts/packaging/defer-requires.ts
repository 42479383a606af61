/**
 * The text of a CommonJS module that requires each other module at its first use. A package that serves and
 * connects, of which a program only serves, then loads only the half that runs.
 *
 * It is for the output of TypeScript's compiler, which names a module only to read a property of it.
 */
export const deferRequires = (text: string): string =>
  [...text.matchAll(REQUIRE)].reduce(deferOne, text)

/** `const http2 = require("http2");`, alone on a line. */
const REQUIRE = /^const (\w+) = (require\("[^"]+"\));$/gm

const deferOne = (text: string, [line = '', name = '', required = '']: readonly string[]) =>
  text
    .replace(line, `let ${name};`)
    .replaceAll(new RegExp(`(?<![.\\w$])${name}(?=\\.\\w)`, 'g'), `(${name} ??= ${required})`)
