import { type Answer, notFound, problem } from './answer.ts'

/** Ends the handling of a request with an error response. */
export class Refusal extends Error {
  readonly answer: Answer

  constructor(answer: Answer) {
    super(`refused with ${answer.status}`)
    this.name = 'Refusal'
    this.answer = answer
  }
}

/** A 400 that describes what is wrong with the request. */
export const badRequest = (message: string): Refusal => new Refusal(problem(400, message))

export const absent = (): Refusal => new Refusal(notFound())
