import type { RouteRecordRaw } from 'vue-router'

export const territoryRoutes: RouteRecordRaw[] = [
  { path: '/territory', redirect: '/territory/places' },
  { path: '/territory/places', component: () => import('./PlacesPage.vue') },
  { path: '/territory/orgs', component: () => import('./OrgsPage.vue') },
  { path: '/territory/staffing', component: () => import('./StaffingPage.vue') },
  { path: '/territory/import', component: () => import('./ImportPage.vue') },
  { path: '/territory/board', component: () => import('./BoardPrint.vue') },
]
