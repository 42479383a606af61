import { attempt, type Rpc } from './answer.ts'
import { complaintsOf } from './complaints.ts'
import { findDataSource } from './session.ts'

export const validateDataResourceConfig: Rpc<'ValidateDataResourceConfig'> = {
  name: 'ValidateDataResourceConfig',
  answer: ({ type_name, config }, { session }) =>
    attempt(`Invalid configuration of data source ${type_name}`, () =>
      complaintsOf(findDataSource(session, type_name), config, false),
    ),
}
