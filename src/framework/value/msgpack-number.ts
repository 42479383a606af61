import { formatNumber, fromDouble, isInteger, type NumberValue, readNumber } from './number.ts'

/** Reads a raw MessagePack number or decimal text without loss. `undefined` for anything else. */
export const decodeNumber = (raw: unknown): NumberValue | undefined => {
  if (typeof raw === 'number') return fromDouble(raw)
  if (typeof raw === 'string') return readNumber(raw)
  return isInteger64(raw) ? readNumber(raw.toString(10)) : undefined
}

/**
 * A safe integer for MessagePack, and every other number as decimal text. The text is exact for all numbers, and
 * go-cty reads the same 0.5 from text and from a double.
 */
export const encodeNumber = (value: NumberValue): number | string => {
  const near = isInteger(value) ? Number(value) : Number.NaN
  return Number.isSafeInteger(near) ? near : formatNumber(value)
}

// The codec's 64-bit class (int64-buffer) has no exported name.
const isInteger64 = (raw: unknown): raw is { toString(radix: number): string } =>
  typeof raw === 'object' && raw !== null && !(raw instanceof Uint8Array) && 'offset' in raw
