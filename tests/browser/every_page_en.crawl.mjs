import { everyPage } from './support/every_page.mjs';

everyPage('en');
