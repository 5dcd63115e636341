/* Tables that pages show, as Excel workbooks: named, with their source and period above the headings. */
import { ElMessage } from 'element-plus'
import { isRefused } from '../../shared/api/client'
import { i18n } from '../../shared/i18n'
import { exactly } from '../../shared/time'
import { saveSheet, type Cell } from './files'
import './texts'

/** The first of `rows` are the headings. */
export async function saveTable(title: string, period: string, rows: Cell[][], source?: string) {
  const { t } = i18n.global
  const [heads = [], ...cells] = rows
  const notes = [
    title,
    t('officeSheet.source', { what: source ?? t('officeSheet.ledger') }),
    ...(period ? [t('officeSheet.period', { what: period })] : []),
    t('officeSheet.made', { when: exactly(new Date().toISOString()) }),
  ]
  const number = (i: number) => cells.length > 0 && cells.every((r) => r[i] === undefined || typeof r[i] === 'number')
  try {
    await saveSheet({ title, notes, heads: heads.map((h, i) => ({ head: String(h), number: number(i) })), rows: cells })
  } catch (e) {
    if (!isRefused(e)) throw e
    ElMessage.error(e.message)
  }
}
