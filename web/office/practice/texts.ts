/* Texts of the practice page, fetched with it. */
import { i18n } from '../../shared/i18n'

const zh = {
  practice: {
    title: '制度', version: '现行第{n}版', process: '流程', drawing: '流程图', words: '文字说明', counts: '现在停在哪一步',
    countsNote: '全部在办事项，按环节', n: '{n}件', classes: '事项类别', big: '在新页打开大图', none: '没有', wide: '流程图“{name}”，内容与下面的文字说明相同',
  },
}
const en: typeof zh = {
  practice: {
    title: 'Practice', version: 'version {n} in force', process: 'Process', drawing: 'Drawing', words: 'In words', counts: 'Where cases stand now',
    countsNote: 'All open cases, by step', n: '{n}', classes: 'Classes', big: 'Open the drawing in a page of its own', none: 'None', wide: 'Drawing of “{name}”; the words below say the same',
  },
}
const add = i18n.global.mergeLocaleMessage as (lang: string, texts: object) => void
add('zh', zh)
add('en', en)
