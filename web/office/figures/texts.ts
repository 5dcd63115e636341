/* What the figures say beside the office's own texts, fetched with them. */
import { addTexts } from '../../shared/i18n'

addTexts('figuresMore', {
  zh: {
    onlyOne: '下面只有一个辖区有数，没有可比的。', into: '看{place}的数', allUnits: '看全部{n}个单位', says: '{what}：{words}',
    from: '统计期从', to: '到', named: { week: '本周', month: '本月', quarter: '本季', year: '今年', days30: '近30天', days90: '近90天' },
    process: '全部流程', which: '只看哪个流程', compare: '与什么时候比', with: { none: '不比较', before: '与上一期比', year: '与去年同期比' },
    was: '{period} {n}件（{change}）', same: '持平', least: '最少件数', closedIn: '{first} 至 {last} 办结 ✕', reopenedIn: '{first} 至 {last} 重新办理 ✕', onTime: '没有逾期 ✕', closedLate: '逾期办结', closedLateNote: '占办结的{p}',
    total: '合计', remark: '说明', unitOf: '单位', in: { percent: '%', number: '', days: '天', hours: '小时' }, rest: '其余，直接落在{place}的', otherClasses: '其余类别，和没有类别的',
    processes: '各个流程办得怎样？', processOne: '流程', processesNote: '按期率：按期办结 ÷（办结＋逾期在办）。平均天数从上报算到办结，只在一个流程里平均；享受期满才办结的，天数就是享受期',
    each: '按流程', eachNote: '各流程分别算，不合在一起平均：换一盏灯和享受一年补助没有共同的平均数。统计里只有合计，没有每一件的天数，所以不列中位数。',
    public: '向社会公开，依据：{ground}', publicPage: '看公开的页面（新窗口）',
    noClasses: '类别是合计的，不按流程分开；看全部流程时列出', since: '{first} 至 {last}', unitsMean: '选了一个流程，才列平均天数', rateClosed: '办结的按期率',
    exact: '办结后又重新办理的，不再算办结，办完再算；“重新办理”另列。后来改了地点或类别的事项，数按改之前的地点或类别算，点开的名单里会有出入。',
  },
  en: {
    onlyOne: 'Only one place below has figures: there is nothing to compare.', into: 'The figures of {place}', allUnits: 'All {n} units', says: '{what}: {words}',
    from: 'From', to: 'to', named: { week: 'This week', month: 'This month', quarter: 'This quarter', year: 'This year', days30: '30 days', days90: '90 days' },
    process: 'All processes', which: 'Only one process', compare: 'Compare with', with: { none: 'No comparison', before: 'With the days before', year: 'With a year ago' },
    was: '{period}: {n} ({change})', same: 'as many', least: 'At least so many', closedIn: 'closed {first} to {last} ✕', reopenedIn: 'opened again {first} to {last} ✕', onTime: 'never late ✕', closedLate: 'Closed late', closedLateNote: '{p} of those closed',
    total: 'Total', remark: 'Remark', unitOf: 'Unit', in: { percent: '%', number: '', days: 'days', hours: 'hours' }, rest: 'The rest, in {place} itself', otherClasses: 'Other classes, and none',
    processes: 'How is each process doing?', processOne: 'Process', processesNote: 'On time: closed on time ÷ (closed + open and late). Days on average are from report to end, within one process only; where a case lasts as long as what was granted, they are that time',
    each: 'by process', eachNote: 'Of each process by itself: mending a lamp and a grant of a year have no average together. What is kept are sums, not the days of each case, so there is no median.',
    public: 'Anybody may read it, because of: {ground}', publicPage: 'See the public page (new window)',
    noClasses: 'Classes are counted for all processes together, and listed when all are shown', since: '{first} to {last}', unitsMean: 'Days on average stand here when one process is chosen', rateClosed: 'On time, of those closed',
    exact: 'A case that was opened again is not closed until it ends anew; how many were opened again is said by itself. What was given another place or class later is counted where it was, and its list may differ.',
  },
})
