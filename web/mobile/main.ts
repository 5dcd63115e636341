import { createApp, watch } from 'vue'
import { createRouter, createWebHashHistory } from 'vue-router'
import 'vant/es/style/base.css'
import '../shared/style.css'
import './mobile.css'
import '../shared/elder'
import { i18n } from '../shared/i18n'
import { openOutbox } from '../shared/outbox'
import { prepare } from '../shared/reporting'
import { isWorker, me, whoAmI } from '../shared/session'
import { speakAlike } from '../shared/speak'
import App from './App.vue'
import HomePage from './pages/HomePage.vue'

const router = createRouter({
  history: createWebHashHistory(),
  routes: [
    { path: '/', component: HomePage },
    { path: '/report', component: () => import('./pages/ReportPage.vue') },
    { path: '/mine', component: () => import('./pages/MinePage.vue') },
    { path: '/today', component: () => import('./pages/TodayPage.vue') },
    { path: '/map', component: () => import('./pages/TodayPage.vue'), props: { onMap: true } },
    { path: '/grid', component: () => import('./pages/GridPage.vue') },
    { path: '/board/:place', component: () => import('./pages/BoardPage.vue'), props: true },
    { path: '/case/:id', component: () => import('./pages/CasePage.vue'), props: true },
    { path: '/follow/:code', component: () => import('./pages/CasePage.vue'), props: true },
    { path: '/progress/:code', component: () => import('./pages/ProgressPage.vue'), props: true },
    { path: '/find', component: () => import('./pages/FindPage.vue') },
    { path: '/services', component: () => import('./pages/ServicesPage.vue') },
    { path: '/apply/:process', component: () => import('./pages/ApplyPage.vue'), props: true },
    { path: '/outbox', component: () => import('./pages/OutboxPage.vue') },
    { path: '/:lost(.*)*', redirect: '/' },
  ],
  scrollBehavior: (_to, _from, kept) => kept ?? { top: 0 },
})

watch(me, () => void speakAlike())
const asked = whoAmI().then(async () => {
  await router.isReady() // until then every address looks like the home
  if (me.value?.must_change || me.value?.must_enrol) return void router.replace('/mine') // nothing else is answered
  if (isWorker.value && router.currentRoute.value.path === '/') void router.replace('/today')
})
void openOutbox(asked)
void asked.then(prepare).catch(() => {}) // without network: what was kept the last time
createApp(App).use(i18n).use(router).mount('#app')

/* Where there is no service worker, a page that was not fetched before the network went cannot be opened. */
function fetchPages() {
  for (const { components } of router.getRoutes()) {
    const page: unknown = components?.default
    if (typeof page === 'function') void (page as () => Promise<unknown>)().catch(() => {})
  }
}
window.addEventListener('load', () => window.setTimeout(fetchPages, 1000))
/* Where there is none (WeChat on iOS, plain http) all works as before, but needs the network to open. */
if ('serviceWorker' in navigator && import.meta.env.PROD)
  window.addEventListener('load', () => void navigator.serviceWorker.register('./sw.js').catch(() => {}))
