import { isSameName } from '../api/index.ts'
import { stringWith } from '../framework/index.ts'

/** A name. The API may trim it, or store it in another Unicode form: it is the same name then. */
export const name = stringWith(isSameName)

/** What every name is held to, before anything is sent. */
export const nameRules = [
  { expects: 'a name that is not empty', accepts: (text: string) => text !== '' },
  {
    expects: 'a name without leading or trailing white space',
    accepts: (text: string) => text === '' || text === text.trim(),
  },
  {
    expects: 'a name without line breaks or control characters',
    accepts: (text: string) => !/[\p{Cc}\u2028\u2029]/u.test(text),
  },
]
