import { packagedFolder } from '../../../scripts/packaging/packaged.ts'

/** The folder that holds the provider's executable, packaged from the sources as they are now, alone. */
export const providerFolder = packagedFolder
