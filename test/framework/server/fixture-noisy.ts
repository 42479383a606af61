// The order is the point: see hosted-stdout.ts.
import '../../../src/framework/server/hosted-stdout.ts'

import './fixture-noise.ts'
import './fixture.ts'
