import './phone'
import { beforeEach, expect, it, vi } from 'vitest'
import { answersTold } from '../shared/answers'
import { Refused } from '../shared/api/client'
import { lineOf } from '../shared/home'
import { orLastSeen } from '../shared/kept'
import { mayReport } from '../shared/reporting'
import { me } from '../shared/session'

const field = (name: string, kind: string, title: string, more = {}) => ({ name, kind, title, choices: [], keep: 'public', ...more })
const process = {
  channels: ['worker', 'on_behalf'],
  form: [field('name', 'text', '送给谁', { keep: 'personal' }), field('photos', 'photos', '照片')],
  steps: [
    { moves: [{ form: [field('result', 'choice', '结果一', { choices: [{ code: 'a', title: '同意' }] })] }] },
    { moves: [{ form: [field('result', 'choice', '结果二', { choices: [{ code: 'b', title: '通过' }] })] }] },
  ],
} as never

it('answers of a case stand under what was asked; those that are masked say that there is more', () => {
  expect(answersTold(process, { name: '来*', photos: ['9'], result: 'b', gone: 'x' }, {})).toEqual([
    { name: 'name', title: '送给谁', value: '来*', masked: true },
    { name: 'result', title: '结果二', value: '通过', masked: false },
  ])
  expect(answersTold(process, { name: '来*' }, {}, { name: '来访居民' })[0]).toMatchObject({ value: '来访居民', masked: false })
})

it('what only workers report is not offered to residents', () => {
  const who = { worker: false, onBehalf: false, signedIn: true }
  expect(mayReport(process, who)).toBe(false)
  expect(mayReport(process, { ...who, worker: true })).toBe(true)
  expect(mayReport({ channels: ['worker'] } as never, { ...who, worker: true, onBehalf: true })).toBe(false)
  expect(mayReport({ channels: ['account'] } as never, who)).toBe(true)
  expect(mayReport({ channels: ['account'] } as never, { ...who, signedIn: false })).toBe(false)
})

it('a name that says the place above is not said twice', () => {
  expect(lineOf(['兰园社区', '兰园社区第4网格', '兰园社区第4网格2楼组'])).toBe('兰园社区第4网格2楼组')
  expect(lineOf(['示范街道', '柳园社区', '柳园社区第5网格'])).toBe('示范街道 柳园社区第5网格')
})

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-23T00:00:00Z') })
  me.value = { account: '1', posts: [] } as never
})
it('a list of one\'s own is there without network, and says of when; nobody else sees it', async () => {
  const offline = () => Promise.reject(new Refused(0, 'offline', ''))
  await expect(orLastSeen('mine', offline)).rejects.toThrow()
  expect(await orLastSeen('mine', async () => [1, 2])).toEqual({ items: [1, 2] })
  expect(await orLastSeen('mine', offline)).toEqual({ items: [1, 2], at: '2026-11-23T00:00:00.000Z' })
  await expect(orLastSeen('mine', () => Promise.reject(new Refused(403, 'denied', '')))).rejects.toThrow()
  me.value = { account: '2', posts: [] } as never
  await expect(orLastSeen('mine', offline)).rejects.toThrow()
})
