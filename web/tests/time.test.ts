// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { lang } from '../shared/i18n'
import { nextSentences, postAt } from '../shared/next'
import { isOver } from '../office/territory/over'
import { dayAt, dayPlus, dueAt, exactly, lastDay, onPaper, today, urgency, when } from '../shared/time'
