/* What the figures say beside the office's own texts, fetched with them. */
import { addTexts } from '../../shared/i18n'

addTexts('figuresMore', {
  zh: {
    from: '统计期从', to: '到', named: { week: '本周', month: '本月', quarter: '本季', year: '今年', days30: '近30天', days90: '近90天' },
    process: '全部流程', which: '只看哪个流程', compare: '与什么时候比', with: { none: '不比较', before: '与上一期比', year: '与去年同期比' },
    was: '{period} {n}件（{change}）', same: '持平', least: '最少件数', closedIn: '{first} 至 {last} 办结 ✕', onTime: '没有逾期 ✕', closedLate: '逾期办结', closedLateNote: '占办结的{p}',
    noClasses: '类别是合计的，不按流程分开；看全部流程时列出', since: '{first} 至 {last}', unitsAll: '单位的数不按流程分开',
    exact: '“办结”按次数算：办结后又重新办理的，点开的名单里不再列为办结；后来改了地点或类别的，也会有出入。',
  },
  en: {
    from: 'From', to: 'to', named: { week: 'This week', month: 'This month', quarter: 'This quarter', year: 'This year', days30: '30 days', days90: '90 days' },
    process: 'All processes', which: 'Only one process', compare: 'Compare with', with: { none: 'with nothing', before: 'with the days before', year: 'with a year ago' },
    was: '{period}: {n} ({change})', same: 'as many', least: 'At least so many', closedIn: 'closed {first} to {last} ✕', onTime: 'never late ✕', closedLate: 'Closed late', closedLateNote: '{p} of what was closed',
    noClasses: 'Classes are counted for all processes together, and listed when all are shown', since: '{first} to {last}', unitsAll: 'Units are counted for all processes together',
    exact: 'Closings are counted: a case that was opened again is not among those that its list shows as closed; what was placed or classed otherwise later may differ too.',
  },
})
