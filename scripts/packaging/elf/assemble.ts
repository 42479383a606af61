// node scripts/packaging/elf/assemble.ts: writes entry-code.json. Needs binutils for both processors.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findProgram } from '../../find-program.ts'
import type { Target } from '../target.ts'

const PREFIX = { x64: 'x86_64-linux-gnu-', arm64: 'aarch64-linux-gnu-' } as const

/** Whether this machine has the assembler for that processor. */
export const canAssemble = (arch: Target['arch']): boolean =>
  findProgram(`${PREFIX[arch]}as`) !== undefined

/** The machine code of `entry-ARCH.s`. */
export const assemble = (arch: Target['arch']): Buffer => {
  const folder = mkdtempSync(join(tmpdir(), 'assemble-'))
  const [object, code] = [join(folder, 'entry.o'), join(folder, 'entry.bin')]
  try {
    const source = join(import.meta.dirname, `entry-${arch}.s`)
    execFileSync(`${PREFIX[arch]}as`, [source, '-o', object])
    execFileSync(`${PREFIX[arch]}objcopy`, ['-O', 'binary', '-j', '.text', object, code])
    return readFileSync(code)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

if (import.meta.main) {
  const code = { x64: assemble('x64').toString('hex'), arm64: assemble('arm64').toString('hex') }
  writeFileSync(
    join(import.meta.dirname, 'entry-code.json'),
    `${JSON.stringify(code, undefined, 2)}\n`,
  )
}
