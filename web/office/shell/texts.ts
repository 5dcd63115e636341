/* What the frame of the office says. */
import { addTexts } from '../../shared/i18n'

addTexts('officeShell', {
  zh: {
    waits: '，{n}件待办',
    search: '搜索',
    find: '编号、文字、拼音首字母',
    messages: '消息',
    nomessages: '没有消息',
    allread: '全部标为已读',
    unread: '未读',
  },
  en: {
    waits: ', {n} waiting',
    search: 'Search',
    find: 'Number, words, pinyin initials',
    messages: 'Messages',
    nomessages: 'No messages',
    allread: 'Mark all as read',
    unread: 'unread',
  },
})
