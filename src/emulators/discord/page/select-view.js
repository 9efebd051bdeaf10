import {html} from 'htm/preact';
import {useState} from 'preact/hooks';

/**
 * @typedef {{label: string, value: string, description?: string | undefined, default?: boolean | undefined}} Choice
 * @typedef {{name: string, choices: Choice[], isDisabled: boolean, send: (values: string[]) => void}} SelectProperties
 */

/** @param {Choice} choice */
const choiceText = ({label, description}) => (description ? `${label} – ${description}` : label);

/** One of several: sent as soon as it is chosen. @param {SelectProperties} properties */
export function SingleSelect({name, choices, isDisabled, send}) {
  const [chosen, setChosen] = useState(choices.find((choice) => choice.default)?.value ?? '');
  /** @param {Event & {currentTarget: HTMLSelectElement}} event */
  const choose = ({currentTarget}) => {
    setChosen(currentTarget.value);
    send([currentTarget.value]);
  };
  return html`<select class="choice" aria-label=${name} disabled=${isDisabled} value=${chosen} onChange=${choose}>
    <option value="" disabled>${name}</option>
    ${choices.map((choice) => html`<option key=${choice.value} value=${choice.value}>${choiceText(choice)}</option>`)}
  </select>`;
}

/** Some of several: boxes to tick, sent by a button. @param {SelectProperties} properties */
export function MultiSelect({name, choices, isDisabled, send}) {
  const [chosen, setChosen] = useState(choices.filter((choice) => choice.default).map(({value}) => value));
  /** @param {string} value */
  const toggle = (value) =>
    setChosen(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]);
  return html`<fieldset class="choices" disabled=${isDisabled}>
    <legend>${name}</legend>
    ${choices.map(
      (choice) =>
        html`<label key=${choice.value}>
          <input type="checkbox" checked=${chosen.includes(choice.value)} onChange=${() => toggle(choice.value)} />
          ${choiceText(choice)}
        </label>`,
    )}
    <button type="button" onClick=${() => send(chosen)}>Choose</button>
  </fieldset>`;
}
