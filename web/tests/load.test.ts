import { expect, it } from 'vitest'
import './phone'
import { useLoad } from '../shared/load'

/** What is asked is answered when the test says so. */
function later() {
  const waiting: { say: (what: string) => void; fail: () => void }[] = []
  const ask = () => new Promise<string>((say, fail) => waiting.push({ say, fail: () => fail(new Error('no')) }))
  return { waiting, ask }
}

it('what was asked for first and comes last changes nothing', async () => {
  const { waiting, ask } = later()
  const { data, phase, load } = useLoad(ask)
  const [first, second] = [load(), load()]
  waiting[1]!.say('new')
  await second
  expect([data.value, phase.value]).toEqual(['new', 'ready'])
  waiting[0]!.say('old')
  await first
  expect(data.value).toBe('new')
})

it('nor does it when it fails', async () => {
  const { waiting, ask } = later()
  const { data, phase, load } = useLoad(ask)
  const [first, second] = [load(), load()]
  waiting[0]!.fail()
  await first
  expect(phase.value).toBe('loading')
  waiting[1]!.say('new')
  await second
  expect([data.value, phase.value]).toEqual(['new', 'ready'])
})

it('whoever asks is told when something newer was asked for', async () => {
  const seen: boolean[] = []
  const { waiting, ask } = later()
  const { load } = useLoad(async (newest) => {
    await ask()
    seen.push(newest())
  })
  const all = [load(), load()]
  waiting.forEach((w) => w.say(''))
  await Promise.all(all)
  expect(seen).toEqual([false, true])
})
