/* @vitest-environment happy-dom */
import { describe, expect, it } from 'vitest'
import { lang } from '../shared/i18n'
import { toldApart } from '../shared/processes'
import { examplesOf, suggestedByWords } from '../shared/suggest'

const classes = [
  { code: 'd', title: '群众诉求', process: 'demand', leaf: false },
  { code: 'd.01', title: '楼道设施', process: 'demand', also: '楼道灯 门禁', leaf: true },
  { code: 'f', title: '火情', stop: '请拨打 119', also: '着火', leaf: true },
  { code: 'x', title: '门禁', leaf: true }, // opens nothing
]
const codes = (text: string) => suggestedByWords(text, classes).map((c) => c.code)

describe('examples of what others say', () => {
  const all = [
    { code: 'b', title: '部件', leaf: false },
    { code: 'b.01', above: 'b', title: '公用设施', leaf: true },
    { code: 'b.02', above: 'b', title: '道路交通', also: '红绿灯', leaf: true },
    { code: 'd', title: '群众诉求', leaf: false },
    { code: 'd.01', above: 'd', title: '楼道设施', also: '楼道灯 门禁', leaf: true },
    { code: 'd.02', above: 'd', title: '安全隐患', also: '飞线', leaf: true },
  ]
  it('are everyday words, of each broad class in turn', () => {
    expect(examplesOf(all, true, 9).map((e) => `${e.word} ${e.code}`)).toEqual(['红绿灯 b.02', '楼道灯 d.01', '飞线 d.02'])
    expect(examplesOf(all, true, 2)).toHaveLength(2)
  })
  it('are the titles where there are no such words', () => {
    expect(examplesOf(all, false, 9).map((e) => e.word)).toEqual(['公用设施', '楼道设施', '道路交通', '安全隐患'])
  })
})

describe('classes without network', () => {
  it('are those whose title or other words stand in the text', () => {
    expect(codes('三号楼的楼道灯不亮')).toEqual(['d.01'])
    expect(codes('楼道 设施，坏了')).toEqual(['d.01'])
    expect(codes('单元门禁坏了')).toEqual(['d.01'])
  })
  it('also lead to where the form ends', () => expect(codes('楼上着火了')).toEqual(['f']))
  it('are none rather than a guess', () => {
    expect(codes('钥匙锁在屋里')).toEqual([])
    expect(codes('灯')).toEqual([])
    expect(codes('')).toEqual([])
  })
})

describe('classes that are called the same', () => {
  const all = [
    { code: 'b', title: '部件', leaf: false },
    { code: 'b.03', above: 'b', title: '市容环境类', leaf: true },
    { code: 'e', title: '事件', leaf: false },
    { code: 'e.01', above: 'e', title: '市容环境类', leaf: true },
    { code: 'e.02', above: 'e', title: '街面秩序类', leaf: true },
  ]
  it('say what they are below, others do not', () => {
    lang.value = 'zh'
    expect(toldApart(all).map((c) => c.title)).toEqual(['部件', '市容环境类（部件）', '事件', '市容环境类（事件）', '街面秩序类'])
  })
})
