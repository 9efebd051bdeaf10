import {html} from 'htm/preact';
import {useState} from 'preact/hooks';
import {applyTheme, currentTheme, themes} from './theme.js';

export function ThemeSwitch() {
  const [chosen, setChosen] = useState(currentTheme());
  /** @param {import('./theme.js').Theme} theme */
  const choose = (theme) => {
    setChosen(theme);
    applyTheme(theme);
  };
  return html`<fieldset class="theme">
    <legend class="visually-hidden">Appearance</legend>
    ${themes.map(
      (theme) =>
        html`<label key=${theme}>
          <input type="radio" name="theme" value=${theme} checked=${theme === chosen} onChange=${() => choose(theme)} />
          <span>${theme.slice(0, 1).toUpperCase()}${theme.slice(1)}</span>
        </label>`,
    )}
  </fieldset>`;
}
