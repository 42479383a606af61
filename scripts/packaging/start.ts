/**
 * What the executable runs first: the bundle, with V8's code for it where the package has one. Node's
 * own code cache for an executable would hold only the outermost function, as it is made without
 * running anything.
 */
import { getAssetKeys, getRawAsset } from 'node:sea'
import { run } from './run.ts'
import { startClean } from './start-clean.ts'

startClean(process)

const asset = (name: string) => Buffer.from(getRawAsset(name))

run(asset('bundle').toString('latin1'), getAssetKeys().includes('code') ? asset('code') : undefined)
