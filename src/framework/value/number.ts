import type { Integer } from '../schema/schema.ts'
import { CodecError } from './codec-error.ts'

/** A number with a fraction that a JavaScript number cannot represent exactly. */
export class Decimal {
  /** Plain notation without unnecessary zeros: `0.333…`, never `3.33e-1`. */
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

/** A number in its canonical form: `Integer` if it is whole, `number` if its text is exact, otherwise `Decimal`. */
export type NumberValue = Integer | Decimal

// Far more than the precision of Terraform's 512 bits, and a limit for `1e999999999`.
const MOST_DIGITS = 10_000
const EXPECTED = `a decimal number of at most ${MOST_DIGITS} digits`
const NUMBER = /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/

export const isInteger = (value: unknown): value is Integer =>
  typeof value === 'bigint' || Number.isSafeInteger(value)

export const isNumber = (value: unknown): value is NumberValue =>
  typeof value === 'number' || typeof value === 'bigint' || value instanceof Decimal

/**
 * Reads decimal text (`-12`, `0.50`, `1e-7`) without loss.
 *
 * @throws CodecError for any other text, and for more than 10,000 digits
 */
export const parseNumber = (text: string): NumberValue => {
  const number = readNumber(text)
  if (number === undefined) throw new CodecError([], EXPECTED, 'other text')
  return number
}

/** As `parseNumber`, but returns `undefined` if the text is not a number. */
export const readNumber = (text: string): NumberValue | undefined => {
  const plain = toPlain(text)
  if (plain === undefined) return undefined
  if (!plain.includes('.')) return toInteger(BigInt(plain))
  const near = Number(plain)
  return toPlain(String(near)) === plain ? near : new Decimal(plain)
}

/** The exact value of a double, or `undefined` for NaN and the infinities. */
export const fromDouble = (double: number): NumberValue | undefined => {
  if (!Number.isFinite(double)) return undefined
  let [whole, places] = [double, 0]
  while (!Number.isInteger(whole)) [whole, places] = [whole * 2, places + 1]
  if (places === 0) return toInteger(BigInt(whole))
  return readNumber(`${BigInt(whole) * 5n ** BigInt(places)}e-${places}`)
}

/**
 * The canonical text of a number, in plain notation. Equal numbers have equal texts. A JavaScript number means
 * its printed value, such as 0.1 and 1e23, and not its exact binary value.
 */
export const formatNumber = (value: NumberValue): string => {
  const text = value instanceof Decimal ? value.text : String(value)
  return isInteger(value) ? text : (toPlain(text) ?? text)
}

export const sameNumber = (a: NumberValue, b: NumberValue): boolean =>
  formatNumber(a) === formatNumber(b)

const toInteger = (value: bigint): Integer => {
  const near = Number(value)
  return Number.isSafeInteger(near) ? near : value
}

const toPlain = (text: string): string | undefined => {
  const [, sign, whole, fraction = '', exponent = '0'] = NUMBER.exec(text) ?? []
  if (whole === undefined) return undefined
  const shift = Number(exponent)
  if (whole.length + fraction.length + Math.abs(shift) > MOST_DIGITS) return undefined
  const plain = placePoint(whole + fraction, whole.length + shift)
  return sign === '-' && plain !== '0' ? `-${plain}` : plain
}

const placePoint = (digits: string, point: number): string => {
  const whole = digits.slice(0, Math.max(point, 0)).padEnd(point, '0')
  const fraction = '0'.repeat(Math.max(-point, 0)) + digits.slice(Math.max(point, 0))
  const short = fraction.slice(0, lengthWithoutZeros(fraction))
  const start = whole.replace(/^0+/, '') || '0'
  return short === '' ? start : `${start}.${short}`
}

// Not /0+$/, which takes quadratic time for many zeros before a last digit.
const lengthWithoutZeros = (digits: string): number => {
  let length = digits.length
  while (length > 0 && digits[length - 1] === '0') length -= 1
  return length
}
