// The package does not export this class from its entry point, and its types do not declare it.
declare module 'msgpack-lite/lib/ext-buffer.js' {
  export class ExtBuffer {
    constructor(buffer: Uint8Array, type: number)
    readonly buffer: Buffer
    readonly type: number
  }
}
