import {html} from 'htm/preact';

/**
 * What an empty place is for. In the participants' channel, which holds everybody's Pods from the start: what to type,
 * until a participant has.
 * @param {{place: import('./places.js').Place, me: import('../control/shown.ts').ShownUser, messages: readonly import('../control/shown.ts').ShownMessage[]}} properties
 */
export function Greeting({place, me, messages}) {
  const isForParticipants = place.kind === 'channel' && place.onlyRole === null;
  const isNew =
    isForParticipants && me.roles.length === 0
      ? messages.every(({interaction}) => interaction?.user.id !== me.id)
      : messages.length === 0;
  return isNew && html`<div class="greeting">${isForParticipants ? welcome(me.name) : purpose(place)}</div>`;
}

/** @param {import('./places.js').Place} place */
function purpose({kind, name, onlyRole, topic}) {
  if (kind === 'dm') {
    return html`<h2>Nothing from ${name} yet</h2>
      <p>What the bot tells you alone comes here.</p>`;
  }
  const whose = onlyRole === null ? 'everybody in it' : `people with the role ${onlyRole}`;
  return html`<h2>Nothing in ${name} yet</h2>
    <p>${topic ?? `Messages for ${whose} come here as the class works.`}</p>`;
}

/** @param {string} name */
function welcome(name) {
  return html`<h2>Welcome, ${name}</h2>
    <p>
      Type <kbd>/lab start</kbd> in the line below and press <kbd>Enter</kbd>. It gives you a sandbox and says what
      comes next.
    </p>
    <p>Type <kbd>/</kbd> to see every command. Answers are seen by you alone.</p>`;
}
