/* The areas of work in the order of the day; each for whom the server lets in. */
import {
  DataAnalysis,
  Download,
  EditPen,
  Files,
  Finished,
  MapLocation,
  Monitor,
  Notebook,
  Position,
  Setting,
  Upload,
} from '@element-plus/icons-vue'
import type { Component } from 'vue'
import { can, me } from '../../shared/session'

export interface Area {
  to: string
  text: string // its key in the catalogues
  icon: Component
  waits?: 'tasks' | 'exports' // whose number stands beside it
}
interface Known extends Area {
  for: () => boolean
}
const ALL: Known[] = [
  { to: '/todo', text: 'office.todo', icon: Finished, waits: 'tasks', for: () => me.value?.role === 'none' },
  { to: '/desk', text: 'menu.desk', icon: Position, for: () => can('case.dispatch') },
  { to: '/cases', text: 'office.cases', icon: Files, for: () => can('case.read') },
  { to: '/new', text: 'menu.open', icon: EditPen, for: () => can('case.open') },
  { to: '/import', text: 'menu.import', icon: Upload, for: () => can('case.import') },
  { to: '/territory', text: 'officeAreas.territory', icon: MapLocation, for: () => can('territory.read') },
  { to: '/figures', text: 'office.figures', icon: DataAnalysis, for: () => can('figures.read') },
  { to: '/practice', text: 'office.practice', icon: Notebook, for: () => true },
  {
    to: '/exports',
    text: 'officeExports.menu',
    icon: Download,
    waits: 'exports',
    for: () => can('case.export') || can('export.approve') || can('admin.audit'),
  },
  { to: '/wall', text: 'officeWall.menu', icon: Monitor, for: () => can('wall.read') },
  { to: '/admin', text: 'officeAreas.admin', icon: Setting, for: () => can('account.read') },
]
export function areasOf(): Area[] {
  return ALL.filter((a) => a.for())
}
/* Pages of an area that not all who may enter it may open. */
const WITHIN: Record<string, string> = {
  '/territory/import': 'territory.import',
  '/admin/policy': 'admin.security',
  '/admin/journal': 'admin.audit',
  '/admin/seen': 'admin.audit',
}
/**
 * Whether one may be where an address leads; what belongs to no area is everybody's.
 * A single case is also for whoever reported it: of cases the server decides.
 */
export function mayOpen(path: string): boolean {
  if (path === '/cases') return true
  const area = ALL.find((a) => path === a.to || path.startsWith(`${a.to}/`))
  const cap = WITHIN[path]
  return (!area || area.for()) && (!cap || can(cap))
}
