/**
 * The bytes of a protobuf message, written from end to start. Contents are written before their length, so no
 * length is computed in advance.
 */
export class WireWriter {
  #buffer = Buffer.allocUnsafe(1024)
  #start = this.#buffer.length

  /** How many bytes there are so far. */
  get size(): number {
    return this.#buffer.length - this.#start
  }

  /** The bytes written. The writer cannot be used again. */
  finish(): Buffer {
    return this.#buffer.subarray(this.#start)
  }

  bytes(value: Uint8Array): void {
    this.#claim(value.length)
    this.#buffer.set(value, this.#start)
  }

  text(value: string): void {
    this.#claim(Buffer.byteLength(value))
    this.#buffer.write(value, this.#start)
  }

  /** A 64-bit integer. A negative one takes ten bytes. */
  varint(value: number | bigint): void {
    if (typeof value === 'number' && value >= 0 && value < 0x80) this.#byte(value)
    else this.#groups(BigInt.asUintN(64, BigInt(value)))
  }

  /** A field's number and wire type. */
  tag(id: number, wireType: number): void {
    this.varint(id * 8 + wireType)
  }

  /** Seven bits per byte. The high bit of all but the last says that more follow. */
  #groups(value: bigint): void {
    const groups = [Number(value & 0x7fn)]
    for (let rest = value >> 7n; rest > 0n; rest >>= 7n) groups.push(Number(rest & 0x7fn))
    groups.toReversed().forEach((group, index) => this.#byte(index === 0 ? group : group | 0x80))
  }

  #byte(value: number): void {
    this.#claim(1)
    this.#buffer[this.#start] = value
  }

  #claim(length: number): void {
    if (length > this.#start) this.#grow(length)
    this.#start -= length
  }

  #grow(length: number): void {
    const { size } = this
    const larger = Buffer.allocUnsafe(2 * (this.#buffer.length + length))
    larger.set(this.finish(), larger.length - size)
    this.#buffer = larger
    this.#start = larger.length - size
  }
}
