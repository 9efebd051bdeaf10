import {recall, remember} from './remembered.js';

/** @typedef {'system' | 'light' | 'dark'} Theme */

/** @type {readonly Theme[]} */
export const themes = ['system', 'light', 'dark'];

/** @returns {Theme} */
export function currentTheme() {
  const kept = recall('theme');
  return themes.find((theme) => theme === kept) ?? 'system';
}

/** Without a choice of one's own the page looks as the system does. @param {Theme} theme */
export function applyTheme(theme) {
  remember('theme', theme);
  document.documentElement.dataset['theme'] = theme;
}
