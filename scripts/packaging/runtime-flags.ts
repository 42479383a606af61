/**
 * Flags of Node in the executable. The heap's young part starts with what a start fills (16 MiB) and not
 * with the 1 MiB that V8 would have to collect several times before the first answer.
 */
export const runtimeFlags: readonly string[] = ['--min-semi-space-size=16']
