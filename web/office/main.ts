import { createApp } from 'vue'
import { createRouter, createWebHashHistory } from 'vue-router'
import '../shared/style.css'
import './office.css'
import '../shared/elder'
import { i18n } from '../shared/i18n'
import './texts'
import { known, me, whoAmI } from '../shared/session'
import App from './App.vue'

const router = createRouter({
  history: createWebHashHistory(),
  routes: [
    { path: '/', redirect: '/todo' },
    { path: '/sign-in', component: () => import('./pages/SignInPage.vue') },
    { path: '/todo', component: () => import('./pages/WorkPage.vue'), props: { own: true } },
    { path: '/cases', component: () => import('./pages/WorkPage.vue'), props: { own: false } },
  ],
})
router.beforeEach(async (to) => {
  if (!known.value) await whoAmI()
  if (!me.value && to.path !== '/sign-in') return { path: '/sign-in', query: { to: to.fullPath } }
  return true
})
createApp(App).use(i18n).use(router).mount('#app')
