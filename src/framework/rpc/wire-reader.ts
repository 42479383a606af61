/** The wire types. Groups (3 and 4) are obsolete. */
export const WIRE = { varint: 0, fixed64: 1, delimited: 2, fixed32: 5 } as const

/** Bytes that are not a protobuf message. */
export class WireError extends Error {
  override readonly name = 'WireError'
  /** The offset of the fault in the message or in the part that was read. */
  readonly offset: number

  constructor(what: string, offset: number) {
    super(`not a protobuf message: ${what} at byte ${offset}`)
    this.offset = offset
  }
}

/** Reads a protobuf message from its start. Every method throws `WireError` if bytes are missing. */
export class WireReader {
  readonly #bytes: Buffer
  #at = 0

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  get isDone(): boolean {
    return this.#at >= this.#bytes.length
  }

  tag(): { readonly id: number; readonly wireType: number } {
    const tag = this.size()
    return { id: Math.floor(tag / 8), wireType: tag % 8 }
  }

  /** A small integer: a tag, a length, or an enum's number. Larger ones lose their low bits. */
  size(): number {
    const first = this.#byte()
    return first < 0x80 ? first : Number(this.#groups(first))
  }

  /** The 64 bits of an integer, unsigned. */
  varint(): bigint {
    return BigInt.asUintN(64, this.#groups(this.#byte()))
  }

  /** A view, not a copy. */
  delimited(): Buffer {
    return this.#take(this.size())
  }

  skip(wireType: number): void {
    if (wireType === WIRE.varint) this.varint()
    else if (wireType === WIRE.delimited) this.delimited()
    else if (wireType === WIRE.fixed64) this.#take(8)
    else if (wireType === WIRE.fixed32) this.#take(4)
    else throw new WireError(`wire type ${wireType}`, this.#at)
  }

  #groups(first: number): bigint {
    let value = BigInt(first & 0x7f)
    for (let byte = first, shift = 7n; byte >= 0x80; shift += 7n) {
      if (shift > 63n) throw new WireError('an integer of over 64 bits', this.#at)
      byte = this.#byte()
      value |= BigInt(byte & 0x7f) << shift
    }
    return value
  }

  #byte(): number {
    const byte = this.#bytes[this.#at]
    if (byte === undefined) throw new WireError('the end', this.#at)
    this.#at += 1
    return byte
  }

  #take(length: number): Buffer {
    const end = this.#at + length
    if (end > this.#bytes.length) throw new WireError('the end', this.#bytes.length)
    const taken = this.#bytes.subarray(this.#at, end)
    this.#at = end
    return taken
  }
}
