import { createApp } from 'vue'
import '../shared/style.css'
import { i18n } from '../shared/i18n'
import './texts'
import App from './App.vue'

createApp(App).use(i18n).mount('#app')
