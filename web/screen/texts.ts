/* Texts of the wall, its own so that no other face fetches them. */
import { i18n } from '../shared/i18n'

const zh = {
  wall: {
    open: '在办', late: '逾期在办', opened: '今日新增', closed: '今日办结', week: '上周同日 {n}', rank: '逾期在办',
    feed: '最新动态', quiet: '暂无新动态', nofeed: '这个账号或口令没有查看动态的权限', map: '逾期在办分布', nomap: '没有绘制网格边界', as: '数据时间 {when}',
    lost: '与服务器失去联系，以下是 {when} 的数据，正在重新连接', denied: '口令无效、已到期或没有查看这个辖区的权限，请重新打开大屏地址',
    none: '请在地址后写明 #token=只读口令&place=辖区编号，或先登录', count: '{n}件', legend: '没有逾期', more: '{n}件及以上', opens: '在办{n}',
    case_opened: '新上报', case_moved: '办理一步', case_closed: '办结', case_late: '超过期限', case_reopened: '重新办理',
    case_escalated: '逾期上报', case_evaluated: '已评价', case_card: '亮牌', other: '有变动',
  },
}
const en: typeof zh = {
  wall: {
    open: 'Open', late: 'Open and late', opened: 'New today', closed: 'Closed today', week: 'same day last week {n}', rank: 'Open and late',
    feed: 'Just now', quiet: 'Nothing new', nofeed: 'This account or token may not see the feed', map: 'Where open cases are late', nomap: 'No grid borders are drawn', as: 'Figures of {when}',
    lost: 'The server is out of reach: these are the figures of {when}; connecting again', denied: 'The token is wrong, over, or not for this place: open the address of the wall again',
    none: 'Write #token=TOKEN&place=PLACE behind the address, or sign in first', count: '{n}', legend: 'none late', more: '{n} and more', opens: '{n} open',
    case_opened: 'reported', case_moved: 'went on', case_closed: 'closed', case_late: 'ran late', case_reopened: 'opened again',
    case_escalated: 'went up a level', case_evaluated: 'evaluated', case_card: 'card given', other: 'changed',
  },
}
const add = i18n.global.mergeLocaleMessage as (lang: string, texts: object) => void
add('zh', zh)
add('en', en)
