import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { expectNoFaults, useServer, type Window } from './windows'
import { filled, rowsOf, unzip } from './workbook'

const GRID = '990101001001010101001'
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

let clerk: Window
const server = useServer({ keep: true }, async (site) => {
  clerk = await site.office('clerk1')
})

async function downloaded(page: Page, button: string): Promise<Buffer> {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button }).click()])
  return readFileSync(await file.path())
}
async function choose(page: Page, name: string, buffer: Buffer) {
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: XLSX, buffer })
  await page.getByText(`已选：${name}`).waitFor()
  await page.getByRole('button', { name: '先检查（不入库）' }).click()
}
const state = (page: Page, number: string) =>
  page.request.get(`${server.origin}/api/v1/outside/hotline/${number}`).then((r) => r.status())

describe('a hotline’s Excel file with bad rows', () => {
  let template: Buffer
  let back: Buffer

  it('begins as a template with what may be chosen', async () => {
    const { page } = clerk
    await page.getByRole('link', { name: '热线导入' }).click()
    template = await downloaded(page, '下载模板')
    const [heads, ...rows] = rowsOf(template)
    expect(heads).toEqual(expect.arrayContaining(['工单号', '来电时间', '联系电话', '诉求内容', '类别', '网格编码']))
    expect(rows).toEqual([])
    const parts = [...unzip(template)].map(([name, data]) => ({ name, text: data.toString() }))
    expect(parts.find((p) => p.name.endsWith('sheet1.xml'))!.text).toMatch(/<dataValidation [^>]*type="list"/)
    expect(parts.some((p) => p.text.includes('楼道设施'))).toBe(true)
  })

  it('is checked first: good and bad rows are counted, nothing is filed', async () => {
    const { page } = clerk
    const heads = rowsOf(template)[0]!
    const row = (of: Record<string, string>) => heads.map((h) => of[h] ?? '')
    const file = filled(template, [
      row({ 工单号: '202610200000000001', 来电时间: '2026-10-20 08:05', 联系电话: '13800000001', 诉求内容: '三号楼楼道灯不亮', 类别: '楼道设施', 网格编码: GRID }),
      row({ 工单号: '202610200000000002', 来电时间: '昨天', 诉求内容: '门禁坏了', 类别: '楼道设施', 网格编码: GRID }),
      row({ 工单号: '202610200000000003', 诉求内容: '扶手松了', 类别: '火星设施', 网格编码: GRID }),
      row({ 工单号: '202610200000000004', 诉求内容: '单元门关不上', 类别: 'd.01', 网格编码: `${GRID} 四级网格` }),
    ])
    await choose(page, '热线工单.xlsx', file)
    await page.getByText('检查完毕：4行中，2行可以导入，0行已有（以前导入过，或文件里重复），2行有错').waitFor()
    await page.getByRole('cell', { name: '来电时间' }).waitFor()
    await page.getByRole('cell', { name: /没有“火星设施”这个类别/ }).waitFor()
    expect(await state(page, '202610200000000001')).toBe(404)
  })

  it('is taken in without them, and the report stays to be found', async () => {
    const { page } = clerk
    await page.getByRole('button', { name: '导入2行' }).click()
    await page.getByText('导入完成：4行中，2行已导入，0行已有（以前导入过，或文件里重复），2行没有导入').waitFor()
    expect(await state(page, '202610200000000001')).toBe(200)
    expect(await state(page, '202610200000000002')).toBe(404)
    await page.getByRole('link', { name: '待办' }).click()
    await page.getByRole('link', { name: '热线导入' }).click()
    await page.getByRole('button', { name: '查看 热线工单.xlsx' }).first().click()
    await page.getByText('导入完成：4行中，2行已导入').waitFor()
  })

  it('gives the bad rows back as a workbook, the reason behind each in red', async () => {
    back = await downloaded(clerk.page, '下载没有通过的行')
    const [heads, ...rows] = rowsOf(back)
    expect(heads!.slice(-3)).toEqual(['行号', '错误列', '错误原因'])
    expect(rows.map((r) => r[heads!.indexOf('工单号')])).toEqual(['202610200000000002', '202610200000000003'])
    expect(rows[0]!.at(-1)).toMatch(/“昨天”不是时间/)
    expect(rows[1]!.at(-2)).toBe('类别')
    expect(unzip(back).get('xl/styles.xml')!.toString()).toMatch(/<color rgb="FFB42318"/)
  })

  it('takes that file when it was mended', async () => {
    const { page } = clerk
    const [heads, ...rows] = rowsOf(back)
    rows[0]![heads!.indexOf('来电时间')] = '2026-10-20 09:00'
    rows[1]![heads!.indexOf('类别')] = '楼道设施'
    await choose(page, '改好.xlsx', filled(back, rows))
    await page.getByText('检查完毕：2行中，2行可以导入').waitFor()
    await page.getByRole('button', { name: '导入2行' }).click()
    await page.getByText('导入完成：2行中，2行已导入').waitFor()
    expect(await state(page, '202610200000000002')).toBe(200)
    expect(await state(page, '202610200000000003')).toBe(200)
  })

  it('is refused with a sentence when it is none', async () => {
    const { page } = clerk
    await choose(page, '坏的.xlsx', Buffer.from('PK\x03\x04 not a workbook', 'latin1'))
    await page.getByText('文件没有读成：这不是完好的Excel工作簿').waitFor()
    expectNoFaults(clerk)
  })
})
