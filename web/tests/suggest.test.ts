/* @vitest-environment happy-dom */
import { describe, expect, it } from 'vitest'
import { suggestedByWords } from '../shared/suggest'

const classes = [
  { code: 'd', title: '群众诉求', process: 'demand', leaf: false },
  { code: 'd.01', title: '楼道设施', process: 'demand', also: '楼道灯 门禁', leaf: true },
  { code: 'f', title: '火情', stop: '请拨打 119', also: '着火', leaf: true },
  { code: 'x', title: '门禁', leaf: true }, // opens nothing
]
const codes = (text: string) => suggestedByWords(text, classes).map((c) => c.code)

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
