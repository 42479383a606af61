import { setImmediate } from 'node:timers/promises'
import t from 'tap'
import { createCalls } from '../../../src/framework/server/calls.ts'

const ends = ({ signal, abandoned }: { signal: AbortSignal; abandoned: AbortSignal }) => [
  signal.aborted,
  abandoned.aborted,
]

t.test('stops the calls under way and the later ones, but records their results', async (t) => {
  const calls = createCalls()
  const call = calls.begin()
  calls.stop()
  t.same(ends(call), [true, false])
  t.same(ends(calls.begin()), [true, false])
})

t.test('abandons the calls under way and the later ones, stopped or not', async (t) => {
  const calls = createCalls()
  const call = calls.begin()
  calls.stop()
  calls.abandon()
  t.same(ends(call), [true, true])
  t.same(ends(calls.begin()), [true, true])
  calls.stop()
  t.same(ends(calls.begin()), [true, true], 'a later stop takes nothing back')
})

t.test('shows a call that it is abandoned before it is stopped', async (t) => {
  const calls = createCalls()
  const call = calls.begin()
  call.signal.addEventListener('abort', () => t.ok(call.abandoned.aborted))
  calls.abandon()
  t.ok(call.signal.aborted)
})

t.test('abandons one call that the host gives up', async (t) => {
  const calls = createCalls()
  const [one, other] = [calls.begin(), calls.begin()]
  one.abandon()
  t.same([ends(one), ends(other)].flat(), [true, true, false, false])
})

t.test('leaves an answered call alone', async (t) => {
  const calls = createCalls()
  const call = calls.begin()
  call.end()
  calls.abandon()
  t.same(ends(call), [false, false])
})

t.test('is idle when the last call is answered, and at once when there is none', async (t) => {
  const calls = createCalls()
  t.notOk(calls.begun)
  await calls.idle()
  const [one, other] = [calls.begin(), calls.begin()]
  t.ok(calls.begun)
  const idle = calls.idle().then(() => 'idle')
  one.end()
  t.equal(await Promise.race([idle, setImmediate('busy')]), 'busy')
  other.end()
  t.equal(await idle, 'idle')
})
