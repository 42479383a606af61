import { isSameName } from '../api/index.ts'
import { stringWith } from '../framework/index.ts'

/** A name. The API may trim it, or store it in another Unicode form: it is the same name then. */
export const name = stringWith(isSameName)

/** What every name is held to, before anything is sent. */
export const nameRules = [
  {
    expects:
      'a non-empty name without leading or trailing white space, line breaks, or control characters',
    accepts: (text: string) =>
      text !== '' && text === text.trim() && !/[\p{Cc}\u2028\u2029]/u.test(text),
  },
]
