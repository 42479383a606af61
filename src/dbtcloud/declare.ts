import type { Api } from '../api/index.ts'
import { declare } from '../framework/index.ts'

/** Declarations whose verbs speak to dbt Cloud. */
export const { resource, dataSource } = declare<Api>()
