import { normalizeName } from '../api/index.ts'
import { normalized } from '../framework/index.ts'

/** A name. The API may trim it, or store it in another Unicode form: it is the same name then. */
export const name = normalized(normalizeName)

/** Also characters that reverse the text around them, so that a person reads another name. */
const control = /[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u

/** Characters that nobody sees, at an end. Flags end in tags. */
const blank = /^[\p{Cf}\u2800\u3164]|(?![\u{E0020}-\u{E007F}])[\p{Cf}\u2800\u3164]$/u

/** What every name is held to, before anything is sent. */
export const nameRules = [
  {
    expects:
      'a non-empty name without leading or trailing white space, line breaks, or control characters',
    accepts: (text: string) =>
      text !== '' && text === text.trim() && !control.test(text) && !blank.test(text),
  },
]
