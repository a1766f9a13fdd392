import { eachPage } from './support/each_page.mjs';

eachPage('zh-CN');
