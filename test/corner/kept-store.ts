import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { Decimal } from '../../src/framework/value/number.ts'
import { Dynamic } from '../../src/framework/value/value.ts'
import { type Fields, Store } from './provider.ts'

/** Values that JSON does not support, as a list of two with a marker as its first element. */
const marks = { integer: '#integer', decimal: '#decimal', dynamic: '#dynamic' } as const

const replacer = (_: string, value: unknown): unknown => {
  if (typeof value === 'bigint') return [marks.integer, String(value)]
  if (value instanceof Decimal) return [marks.decimal, value.text]
  if (value instanceof Dynamic) return [marks.dynamic, [{ type: value.type, value: value.value }]]
  return value
}

const reviver = (_: string, value: unknown): unknown => {
  if (!Array.isArray(value)) return value
  const [mark, held] = value
  if (mark === marks.integer) return BigInt(String(held))
  if (mark === marks.decimal) return new Decimal(String(held))
  return mark === marks.dynamic ? new Dynamic(held[0].type, held[0].value) : value
}

/** A store that outlives its process, because the host starts several processes per command. */
export class KeptStore extends Store {
  readonly #file: string

  constructor(file: string) {
    super()
    this.#file = file
    const text = existsSync(file) ? readFileSync(file, 'utf8') : '[]'
    for (const [id, fields] of JSON.parse(text, reviver)) this.objects.set(id, fields)
  }

  override create(fields: Fields, name?: string): Fields & { readonly id: string } {
    const created = super.create(fields, name ?? this.#nextId())
    this.#keep()
    return created
  }

  override update(id: string, fields: Fields): Fields {
    const updated = super.update(id, fields)
    this.#keep()
    return updated
  }

  override delete(id: string): void {
    super.delete(id)
    this.#keep()
  }

  #nextId(): string {
    return String(1 + Math.max(0, ...[...this.objects.keys()].map(Number).filter(Number.isFinite)))
  }

  #keep(): void {
    writeFileSync(this.#file, JSON.stringify([...this.objects], replacer))
  }
}
