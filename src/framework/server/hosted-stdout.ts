import { isHosted, redirectStdout } from './handshake.ts'

// Import this first, because a dependency may print while it is loaded.
if (isHosted(process.env)) redirectStdout()
