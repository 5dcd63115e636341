import type { RouteRecordRaw } from 'vue-router'
import { can } from '../../shared/session'
import './exportTexts'
import './wallTexts'

export const adminRoutes: RouteRecordRaw[] = [
  { path: '/code', component: () => import('./CodePage.vue'), meta: { open: true } },
  { path: '/account', component: () => import('./OwnPage.vue') },
  { path: '/exports', component: () => import('./ExportsPage.vue') },
  { path: '/wall', component: () => import('./WallPage.vue') },
  { path: '/admin', redirect: () => (can('admin.audit') ? '/admin/journal' : '/admin/accounts') },
  { path: '/admin/accounts', component: () => import('./AccountsPage.vue') },
  { path: '/admin/policy', component: () => import('./PolicyPage.vue') },
  { path: '/admin/journal', component: () => import('./JournalPage.vue') },
  { path: '/admin/seen', component: () => import('./SeenPage.vue') },
]
