import { isHosted, redirectStdout } from './handshake.ts'

// To be imported before anything else: a dependency may print while it is being loaded.
if (isHosted(process.env)) redirectStdout()
