/* Texts of the practice page, fetched with it. */
import { addTexts } from '../../shared/i18n'

const zh = {
  title: '制度', version: '现行第{n}版', digest: '摘要 {d}',
  tab: { processes: '流程', classes: '事项类别', posts: '岗位', versions: '版本' },
  process: '流程', drawing: '流程图', words: '文字说明', counts: '办到哪一步卡住了？',
  countsNote: '全部在办事项，不论按哪一版办理；逾期包括以前环节逾期的', big: '在新页打开大图', none: '没有',
  whole: '缩小看全图', real: '按原大小看', wide: '流程图“{name}”，内容与下面的文字说明相同', step: '环节', standing: '在办', late: '其中逾期', oldest: '最久的一件从何时起',
  forms: '要填什么', opening: '登记时', evaluation: '办结后问', field: '栏目', need: '必填', may: '可填', asked: '要求', keep: '谁能看', choices: '选项',
  kept: { public: '公开', office: '工作人员', personal: '个人信息', sensitive: '敏感信息', minor: '未成年人信息' },
  find: '查找类别', stops: '到此为止：{words}', post: '岗位', at: '设在', can: '可以做',
  none_classes: '没有这样的类别',
}
const versions = {
  number: '版本', n: '第{n}版', who: '谁存入', stored: '存入时间', state: '状态', states: { stored: '已存入，没有启用过', in_force: '现行', past: '曾经启用' },
  terms: '启用时间', until: '{since} 至 {until}', since: '{since} 起', commandline: '安装或命令行', digest: '摘要', more: '更早的版本', see: '看影响',
  uploadTitle: '上传新版', upload: '把制度包的文件夹拖到这里，或点这里选择文件夹', uploadLong: '文件夹名就是包名；也可以拖入打包好的 .tar、.tar.gz 或 .zip 文件。上传只检查和存入，不会启用。',
  archive: '选择打包文件', which: '存入哪一个包', got: '收到{n}个文件：{packs}', send: '检查并存入', again: '重新选择', bad: '这个文件打不开：{name}', nothing: '里面没有制度文件（.yaml、.yml、.csv）',
  refused: '没有存入', refusedLong: '请按下面的提示改正文件，再上传一次。', accepted: '检查通过，已存入第{n}版', same: '和第{n}版完全相同，没有另存', warnings: '检查器提醒{n}处，可以照样使用',
  file: '{file}（{n}处）', where: '第{line}行 第{column}列', line: '第{line}行', whole: '整个文件', meant: '是不是想写：{what}', warning: '提醒', error: '错误',
  preview: '第{n}版启用后的影响', against: '与现行第{n}版相比', unusable: '这一版没有通过检查，不能启用', nodiff: '没有实质差别', effect: '对在办事项的影响',
  open: '在办{n}件，全部按登记时的版本办到结束。', vanish: '停在新版没有的环节', stay: '其他在办事项（{n}种情况）', deadlines: '时限启用后重算', posts: '要撤销的岗位（现在有人）', classes: '要撤销的类别（现在有事项）',
  differences: '改了什么（{n}处）', left: '还有{n}处没有列出', kind: { gone: '去掉', new: '新增', changed: '改动', means: '后果' }, about: '关于', words: '内容', change: '变化',
  enforce: '启用第{n}版', enforceLong: '启用后新登记的事项按第{n}版办理，所有人的页面随即使用新版。', note: '启用说明（记入日志）', sure: '现在启用', cancel: '取消',
  conflict: '刚才有人启用了别的版本', reload: '重新看影响', done: '第{n}版已经启用', own: '启用要由安全管理员来做；上传由系统管理员来做。', close: '关闭',
}
const enVersions: typeof versions = {
  number: 'Version', n: 'Version {n}', who: 'Kept by', stored: 'When', state: 'State', states: { stored: 'kept, never in force', in_force: 'in force', past: 'was in force' },
  terms: 'In force', until: '{since} to {until}', since: 'since {since}', commandline: 'installation or command line', digest: 'Digest', more: 'Earlier versions', see: 'See the effect',
  uploadTitle: 'Upload a new version', upload: 'Drag the folder of the pack here, or press to choose it', uploadLong: 'The folder is called as the pack; a .tar, .tar.gz or .zip of it may be dragged here too. An upload is checked and kept, not put in force.',
  archive: 'Choose an archive', which: 'Which pack to keep', got: '{n} file came: {packs} | {n} files came: {packs}', send: 'Check and keep', again: 'Choose again', bad: 'This file cannot be opened: {name}', nothing: 'There is nothing of a practice in it (.yaml, .yml, .csv)',
  refused: 'Not kept', refusedLong: 'Mend the files as said below and upload them again.', accepted: 'No fault was found: kept as version {n}', same: 'The same as version {n}; nothing was kept', warnings: 'The checker warns of {n} thing; it may be used all the same | The checker warns of {n} things; it may be used all the same',
  file: '{file} ({n})', where: 'line {line}, column {column}', line: 'line {line}', whole: 'the whole file', meant: 'Was this meant: {what}', warning: 'warning', error: 'error',
  preview: 'What version {n} would change', against: 'Against version {n}, which is in force', unusable: 'This version does not pass the checks and cannot be put in force', nodiff: 'No difference that matters', effect: 'What it means for open cases',
  open: '{n} case is open; it goes on under the version that it was opened under. | {n} cases are open; all go on under the version that they were opened under.', vanish: 'They stand at steps that the new version has no more', stay: 'Other open cases ({n} groups)', deadlines: 'Limits that are computed anew', posts: 'Posts that vanish and are held now', classes: 'Classes that vanish and have open cases',
  differences: 'What is changed ({n})', left: '{n} more is not listed | {n} more are not listed', kind: { gone: 'gone', new: 'new', changed: 'changed', means: 'means' }, about: 'About', words: 'What', change: 'Change',
  enforce: 'Put version {n} in force', enforceLong: 'New cases are then opened under version {n}, and everybody’s pages use it at once.', note: 'Why, for the journal', sure: 'Put it in force now', cancel: 'Cancel',
  conflict: 'Somebody has put another version in force', reload: 'See the effect again', done: 'Version {n} is in force', own: 'A version is put in force by the security administrator and uploaded by the system administrator.', close: 'Close',
}
const en: typeof zh = {
  title: 'Practice', version: 'version {n} in force', digest: 'digest {d}',
  tab: { processes: 'Processes', classes: 'Classes', posts: 'Posts', versions: 'Versions' },
  process: 'Process', drawing: 'Drawing', words: 'In words', counts: 'At which step do cases get stuck?',
  countsNote: 'All open cases, whichever version they run by; late includes those that were late before', big: 'Open the drawing in a page of its own', none: 'None',
  whole: 'Shrink to see all of it', real: 'Show at full size', wide: 'Drawing of “{name}”; the words below say the same', step: 'Step', standing: 'Open', late: 'Of them late', oldest: 'The oldest has waited since',
  forms: 'What is asked', opening: 'When it is opened', evaluation: 'Asked after the end', field: 'Field', need: 'required', may: 'optional', asked: 'Asked', keep: 'Who may read it', choices: 'Choices',
  kept: { public: 'anybody', office: 'offices', personal: 'personal', sensitive: 'sensitive', minor: 'of a minor' },
  find: 'Find a class', stops: 'Ends here: {words}', post: 'Post', at: 'Held at', can: 'May',
  none_classes: 'There is no such class',
}
addTexts('practice', { zh: { ...zh, v: versions }, en: { ...en, v: enVersions } })
