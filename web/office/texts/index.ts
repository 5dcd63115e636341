import { i18n } from '../../shared/i18n'
import en from './en'
import zh from './zh'

const add = i18n.global.mergeLocaleMessage as (lang: string, texts: object) => void
add('zh', zh)
add('en', en)
