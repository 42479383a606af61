import { runInThisContext } from 'node:vm'
import t from 'tap'
import { escapeUnits } from '../../scripts/packaging/bundle.ts'

const rows = {
  'a regular expression': '/^[.!?…]$/.test("…")',
  'a pair of units': '/^😀$/u.test("😀")',
  'white space': '/^\u00a0\u2028$/.test("\u00a0\u2028")',
  'a string': '"é" === "\\u00e9"',
}

for (const [name, text] of Object.entries(rows)) {
  t.test(`writes in ASCII what means the same: ${name}`, async (t) => {
    const escaped = escapeUnits(text)
    t.match(escaped, /^[ -~]+$/)
    t.equal(runInThisContext(escaped), true)
  })
}
