/* Texts of the wall, its own so that no other face fetches them. */
import { i18n } from '../shared/i18n'

const zh = {
  wall: {
    open: '在办', late: '逾期在办', opened: '近七天新增', ontime: '近七天办结的按期率', rank: '逾期在办排名', figures: '主要数字',
    ofopen: '在办{n}件中', same: '与上周持平', points: '个百分点', more_than: '↑ 比上周多{n}', less_than: '↓ 比上周少{n}',
    decide: '现在需要决定', calm: '没有逾期，也没有等待决定的', rest: '还有{n}件', asks: '申请延期，等待答复', islate: '刚刚逾期',
    latehours: '逾期{n}小时', latedays: '逾期{n}天', mark: { decision: '等待决定', late: '逾期', nothing: '在办' },
    feed: '最新动态', quiet: '暂无新动态', nofeed: '这个账号或口令没有查看动态的权限', map: '逾期在办分布', nomap: '没有绘制网格边界', as: '数据时间 {when}',
    lost: '与服务器失去联系，以下是 {when} 的数据，正在重新连接', denied: '口令无效、已到期或没有查看这个辖区的权限，请重新打开大屏地址',
    notyours: '您的账号没有查看这个辖区大屏的权限，可请管理员开通，或打开办公端“大屏”页里生成的地址',
    away: '还没有连上服务器，正在重新连接', office: '打开办公端',
    none: '请打开办公端“大屏”页里生成的地址，或先在办公端登录', count: '{n}件', legend: '没有逾期', more: '{n}件及以上', opens: '在办{n}',
    case_opened: '新上报', case_moved: '有新进展', case_closed: '办结', case_late: '超过期限', case_reopened: '重新办理',
    case_escalated: '逾期上报', case_dispatched: '派遣', case_remind: '提醒', case_evaluated: '已评价', case_card: '亮牌', other: '有变动',
  },
}
const en: typeof zh = {
  wall: {
    open: 'Open', late: 'Open and late', opened: 'New in seven days', ontime: 'Closed on time', rank: 'Most late', figures: 'Main figures',
    ofopen: 'of {n} open', same: 'as last week', points: ' points', more_than: '↑ {n} on last week', less_than: '↓ {n} on last week',
    decide: 'Needs a decision now', calm: 'Nothing is late, nobody waits for a decision', rest: '{n} more', asks: 'asks for more time', islate: 'just ran late',
    latehours: '{n} hour late | {n} hours late', latedays: '{n} day late | {n} days late', mark: { decision: 'waits for a decision', late: 'late', nothing: 'open' },
    feed: 'Just now', quiet: 'Nothing new', nofeed: 'This account or token may not see the feed', map: 'Where open cases are late', nomap: 'No grid borders are drawn', as: 'Figures of {when}',
    lost: 'The server is out of reach: these are the figures of {when}; connecting again', denied: 'The token is wrong, over, or not for this place: open the address of the wall again',
    notyours: 'Your account may not see the wall of this place: ask an administrator, or open the address made on the office’s page “Wall”',
    away: 'The server is out of reach; connecting again', office: 'Open the office',
    none: 'Open the address made on the office’s page “Wall”, or sign in to the office first', count: '{n}', legend: 'none late', more: '{n} and more', opens: '{n} open',
    case_opened: 'reported', case_moved: 'moved on', case_closed: 'closed', case_late: 'ran late', case_reopened: 'opened again',
    case_escalated: 'went up a level', case_dispatched: 'dispatched', case_remind: 'reminded', case_evaluated: 'evaluated', case_card: 'card given', other: 'changed',
  },
}
const add = i18n.global.mergeLocaleMessage as (lang: string, texts: object) => void
add('zh', zh)
add('en', en)
