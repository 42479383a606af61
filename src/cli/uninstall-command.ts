import { address as defaultAddress } from '../dbtcloud/provider.ts'
import type { Mirror } from './mirror.ts'

const quote = (text: string): string =>
  /^[\w./:@+-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`

/** This program as the shell found it: by its path, or by its name on the PATH. */
export const ownCommand = (program: string, argv0: string): string =>
  argv0.includes('/') ? quote(argv0) : program

/** What a person types to undo an installation into this mirror. */
export const uninstallCommand = (program: string, { folder, address, isImplied }: Mirror): string =>
  [
    `${program} uninstall`,
    ...(isImplied ? [] : ['--dir', quote(folder)]),
    ...(address === defaultAddress ? [] : ['--address', address]),
  ].join(' ')
