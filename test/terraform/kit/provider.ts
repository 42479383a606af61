import { packagedFolder } from '../../../scripts/packaging/packaged.ts'

/** The folder that contains only the provider's executable, packaged from the current sources. */
export const providerFolder = packagedFolder
