/**
 * Options of Node in the executable. The young generation of the heap starts with what a start fills
 * (16 MiB) and not with the 1 MiB that V8 would have to collect several times before the first answer. It
 * does not grow, so that an apply of many objects takes less memory.
 * SIGUSR1 would open a debugger, in which any process of the same user could read the tokens.
 */
export const runtimeFlags: readonly string[] = [
  '--min-semi-space-size=16',
  '--max-semi-space-size=16',
  '--disable-sigusr1',
]
