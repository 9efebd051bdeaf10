import {html, render} from 'htm/preact';
import {App} from './app.js';
import {createChat} from './chat.js';
import {readAddress} from './place-address.js';
import {applyTheme, currentTheme} from './theme.js';

applyTheme(currentTheme());
const chat = createChat(readAddress());
render(html`<${App} chat=${chat} />`, document.body);
void chat.start();
