// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { lang } from '../shared/i18n'
import { timeline, type Line } from '../shared/timeline'

const field = (name: string, kind: string, title: string) => ({
  name, kind, title, need: false, choices: [], keep: 'public' as const, publish: false,
})
const process = {
  name: 'p',
  title: '诉求',
  channels: [],
  grades: [],
  form: [field('words', 'text', '内容')],
  evaluation: [],
  published: [],
  confidential: false,
  ends: [{ name: 'resolved', title: '已解决', counts: 'solved' }],
  steps: [
    {
      name: 'dispatch', title: '任务派遣', joint: false, waits: false, shows: false,
      moves: [{ name: 'assign', title: '派遣', to: 'handling', scope: 'case', main: true, form: [field('unit', 'org', '承办单位')] }],
    },
    {
      name: 'handling', title: '任务处理', joint: false, waits: false, shows: false,
      moves: [{ name: 'return', title: '回退', to: 'dispatch', scope: 'case', main: false, form: [field('reason', 'text', '理由')] }],
    },
  ],
}
const entry = (kind: string, data: object, who?: string) => ({
  id: '1', at: '2026-11-22T01:00:00Z', kind, on: 'case', subject: '9', who, data,
})
const tell = (kind: string, data: object, who?: string, names = {}) =>
  timeline([entry(kind, data, who)] as never, process as never, names)[0] as Line

describe('what happened, in words', () => {
  it('says of a case that was split that it was, and not the end of its process that this is counted as', () => {
    lang.value = 'zh'
    const closed = entry('case.closed', { outcome: 'void', ended_as: 'resolved' })
    const lines = timeline([entry('case.split', { parts: 2 }), closed] as never, process as never)
    expect(lines.map((l) => l.what)).toEqual(['拆分为2件', '办结：已拆分，由拆出的各件继续办理'])
    expect(timeline([closed] as never, process as never)[0]!.what).toBe('办结：已解决')
  })
  it('says of a case that is opened again when its unit is no more', () => {
    lang.value = 'zh'
    expect(tell('case.reopened', { unit_ended: false }).what).toBe('重新办理')
    expect(tell('case.reopened', { unit_ended: true }).what).toBe('重新办理；原承办单位已撤销，重新派遣')
  })
  it('says which unit of an open case is no more', () => {
    lang.value = 'zh'
    expect(tell('case.unit_ended', { org: '7', name: '东物业' })).toMatchObject({ what: '承办单位“东物业”已撤销，不再由其办理', mark: 'back' })
  })
  it('names step and move as the process does, and the unit by its name', () => {
    lang.value = 'zh'
    const l = tell('case.moved', { step: 'dispatch', move: 'assign', to: 'handling', form: { unit: '7' } }, '王某', { 7: '物业' })
    expect(l.what).toBe('派遣，进入“任务处理”')
    expect(l.who).toBe('王某')
    expect(l.facts).toEqual([{ title: '承办单位', value: '物业' }])
  })
  it('says when it went back, and why', () => {
    const l = tell('case.moved', { step: 'handling', move: 'return', to: 'dispatch', back: true, form: { reason: '不归我们' } })
    expect(l).toMatchObject({ what: '回退，退回“任务派遣”', mark: 'back', says: ['不归我们'] })
  })
  it('says an end by its title, in both languages', () => {
    expect(tell('case.closed', { outcome: 'solved', ended_as: 'resolved' }).what).toBe('办结：已解决')
    lang.value = 'en'
    expect(tell('case.closed', { outcome: 'solved', ended_as: 'gone_since' }).what).toBe('Ended: solved')
    lang.value = 'zh'
  })
  it('says an end once to whom the move is not told, and its reason all the same', () => {
    const line = (form?: object) =>
      timeline(
        [
          entry('case.moved', { step: 'handling', to: 'resolved', ...(form ? { form } : {}) }),
          entry('case.closed', { outcome: 'solved', ended_as: 'resolved' }),
        ] as never,
        process as never,
      ).map((l) => l.what)
    expect(line()).toEqual(['办结：已解决'])
    expect(line({ words: '已换灯' })).toEqual(['进入“已解决”', '办结：已解决'])
  })
  it('marks as an end only what was solved', () => {
    expect(tell('case.closed', { outcome: 'solved', ended_as: 'resolved' }).mark).toBe('end')
    expect(tell('case.closed', { outcome: 'refused', ended_as: 'resolved' }).mark).toBe('other')
  })
  it('knows no codes of programs: what it cannot name it calls a change', () => {
    expect(tell('case.brand_new', {}).what).toBe('有一处变动')
    expect(tell('case.moved', { step: 'x', move: 'y', to: 'z' }).what).toBe('办理了一步')
  })
  it('reads a choice by the move that asked it, and says each unit\'s mark', () => {
    lang.value = 'zh'
    const choice = (title: string) => ({ ...field('result', 'choice', '结果'), choices: [{ code: 'yes', title }] })
    const way = (name: string, form: object[]) => ({ name, title: name, scope: 'case', main: false, form })
    const steps = [
      { ...process.steps[0], name: 'a', moves: [way('one', [choice('同意')]), way('marks', [field('opinion', 'unit_marks', '评分')])] },
      { ...process.steps[0], name: 'b', moves: [way('two', [choice('通过')])] },
    ]
    const facts = (step: string, move: string, form: object) =>
      timeline([entry('case.moved', { step, move, form })] as never, { ...process, steps } as never, { 7: '物业' })[0]!.facts
    expect(facts('a', 'one', { result: 'yes' })).toEqual([{ title: '结果', value: '同意' }])
    expect(facts('b', 'two', { result: 'yes' })).toEqual([{ title: '结果', value: '通过' }])
    expect(facts('a', 'marks', { opinion: [{ unit: '7', mark: 4, words: '来得快' }] })).toEqual([
      { title: '评分', value: '物业 4分 来得快' },
    ])
  })
  it('reads parties by their names, what each says, and a vote by what came of it', async () => {
    const { answerText } = await import('../shared/timeline')
    const names = { 3: '王*', 4: '李*' }
    lang.value = 'zh'
    expect(answerText(field('parties', 'parties', '当事人') as never, ['3', '4'], names)).toBe('王*、李*')
    const said = [{ party: '3', yes: true, how: 'oral' }, { party: '4', yes: false, how: 'signed' }]
    expect(answerText(field('consents', 'each_party', '意愿') as never, said, names)).toBe('王* 同意、李* 不同意')
    const vote = { all: { heads: 412 }, result: 'carried', says: { zh: '通过；2019-03-01表决，名册于2019-01-20核实', en: 'Carried, on 2019-03-01' } }
    expect(answerText(field('ballot', 'vote', '表决') as never, vote)).toBe('通过；2019年3月1日表决，名册于2019年1月20日核实')
  })

  it('leaves the stars of what may not be read as they are, whatever is asked for', async () => {
    const { answerText } = await import('../shared/timeline')
    for (const kind of ['time', 'date', 'org', 'place', 'choice'])
      expect(answerText(field('hidden', kind, '') as never, '****')).toBe('****')
  })
})
