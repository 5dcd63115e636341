import { createApp } from 'vue'
import { createRouter, createWebHashHistory } from 'vue-router'
import 'element-plus/dist/index.css'
import '../shared/style.css'
import './office.css'
import './elder.css'
import '../shared/elder'
import { i18n } from '../shared/i18n'
import './texts'
import { lost } from '../shared/api/client'
import { known, me, whoAmI } from '../shared/session'
import { speakAlike } from '../shared/speak'
import App from './App.vue'
import { adminRoutes } from './admin/routes'
import { territoryRoutes } from './territory/routes'

const router = createRouter({
  history: createWebHashHistory(),
  routes: [
    { path: '/', redirect: '/todo' },
    { path: '/sign-in', component: () => import('./pages/SignInPage.vue') },
    { path: '/todo', component: () => import('./pages/WorkPage.vue'), props: { own: true } },
    { path: '/cases', component: () => import('./pages/WorkPage.vue'), props: { own: false } },
    { path: '/figures', component: () => import('./pages/FiguresPage.vue') },
    { path: '/practice', component: () => import('./pages/PracticePage.vue') },
    { path: '/desk', component: () => import('./pages/DeskPage.vue') },
    { path: '/new', component: () => import('./pages/OpenPage.vue') },
    { path: '/import', component: () => import('./pages/ImportPage.vue') },
    ...adminRoutes,
    ...territoryRoutes,
    { path: '/:lost(.*)*', redirect: '/' },
  ],
})
router.beforeEach(async (to) => {
  if (!known.value || lost.value) await whoAmI()
  if (!me.value && to.path !== '/sign-in' && !to.meta.open) return { path: '/sign-in', query: { to: to.fullPath } }
  if ((me.value?.must_change || me.value?.must_enrol) && to.path !== '/account') return '/account'
  await speakAlike()
  // administrators have no cases: their day begins elsewhere
  if (to.path === '/todo' && me.value && me.value.role !== 'none') return '/admin'
  return true
})
createApp(App).use(i18n).use(router).mount('#app')
