import { formatPath, type Path } from '../../src/framework/schema/path.ts'

/** What is wrong at one place of a value, before the violated rule is known. */
export interface Problem {
  readonly path: Path
  readonly detail: string
}

/** A rule of Terraform that a provider violated. The message starts with Terraform's own summary. */
export class Violation extends Error {
  readonly summary: string
  readonly detail: string
  readonly path: Path
  constructor(summary: string, { path, detail }: Problem) {
    super(`${summary}: ${path.length === 0 ? '' : `${formatPath(path)}: `}${detail}`)
    this.name = 'Violation'
    this.summary = summary
    this.detail = detail
    this.path = path
  }
}

export const violations = (summary: string, problems: readonly Problem[]): readonly Violation[] =>
  problems.map((problem) => new Violation(summary, problem))
