import { askSchema } from '../../packaging/ask-schema.ts'
import type { Figures } from './figures.ts'
import { peakMemory } from './peak-memory.ts'

/** Starts a provider as Terraform does, up to the response of GetProviderSchema. */
export const measureStart = async (provider: string): Promise<Figures> => {
  const { times, bytes, seen } = await askSchema(provider, [], ({ pid }) => peakMemory(pid))
  return {
    'handshake line, ms': times.line,
    'TLS connection, ms': times.connected,
    'schema, ms': times.answered,
    'peak memory at the schema, MiB': seen,
    'size of the schema, KiB': bytes / 1024,
  }
}
