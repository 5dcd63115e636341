/* Texts of the maps; they come with the part that shows one. */
import { addTexts } from '../i18n'

addTexts('map', {
  zh: {
    keys: '方向键移动地图，+ − 放大缩小。',
    pinkeys: '拖动或点按地图放下图钉，或用方向键移动图钉，+ − 放大缩小。',
    nearer: '放大',
    farther: '缩小',
    fit: '看全部',
    list: '以列表查看（{n}）',
    crowd: '这里有{n}件',
    shut: '收起',
    opening: '正在打开地图…',
    failed: '地图没有载入；列表里有同样的内容。',
    again: '重试',
    nopoints: '没有带位置的事项',
  },
  en: {
    keys: 'Arrow keys move the map, + − zoom.',
    pinkeys: 'Drag or tap to put the pin, or move it with the arrow keys; + − zoom.',
    nearer: 'Zoom in',
    farther: 'Zoom out',
    fit: 'See all',
    list: 'As a list ({n})',
    crowd: '{n} are here',
    shut: 'Close',
    opening: 'Opening the map…',
    failed: 'The map was not loaded; the list says the same.',
    again: 'Try again',
    nopoints: 'Nothing with a position',
  },
})
