// The package does not export this class at its door, and its types do not know it.
declare module 'msgpack-lite/lib/ext-buffer.js' {
  export class ExtBuffer {
    constructor(buffer: Uint8Array, type: number)
    readonly buffer: Buffer
    readonly type: number
  }
}
