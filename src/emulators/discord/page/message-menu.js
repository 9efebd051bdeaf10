import {html} from 'htm/preact';
import {useRef} from 'preact/hooks';

const personCommand = 2;
const messageCommand = 3;

/**
 * What the applications of this chat offer for a message, and for the people that it is from and about.
 * @typedef {{command: string} & ({person: string} | {message: string})} Choice
 * @typedef {{state: import('../control/shown.ts').ShownState, choose: (channel: string, choice: Choice) => void}} Menus
 * @param {{message: import('../control/shown.ts').ShownMessage, shared: Menus}} properties
 */
export function MessageMenu({message, shared}) {
  const details = useRef(/** @type {HTMLDetailsElement | null} */ (null));
  const ofType = (/** @type {number} */ wanted) => shared.state.commands.filter(({type}) => type === wanted);
  const people = new Map(
    [message.author, message.interaction?.user, ...message.mentions].flatMap((person) =>
      person === undefined || person.id === shared.state.bot.id ? [] : [[person.id, person.name]],
    ),
  );
  const items = [
    ...ofType(messageCommand).map(({name: command, label = command}) => ({
      label,
      choice: {command, message: message.id},
    })),
    ...[...people].flatMap(([person, name]) =>
      ofType(personCommand).map(({name: command, label = command}) => ({
        label: `${label}: ${name}`,
        choice: {command, person},
      })),
    ),
  ];
  if (items.length === 0) return null;

  /** @param {(typeof items)[number]['choice']} choice */
  function choose(choice) {
    details.current?.removeAttribute('open');
    shared.choose(message.channel, choice);
  }
  return html`<details class="message-menu" ref=${details}>
    <summary aria-label=${`Apps for this message of ${message.author.name}`}><span aria-hidden="true">⋯</span></summary>
    <ul>
      ${items.map(
        ({label, choice}) =>
          html`<li key=${label}><button type="button" onClick=${() => choose(choice)}>${label}</button></li>`,
      )}
    </ul>
  </details>`;
}
