import {html} from 'htm/preact';
import {useCallback, useEffect, useLayoutEffect, useRef, useState} from 'preact/hooks';
import {followEnd} from './follow-end.js';
import {Greeting} from './greeting.js';
import {groupMessages} from './message-groups.js';
import {Message} from './message-view.js';

/** A scroller that is led along as it grows. @param {number} sent who sends a line wants to see its answer */
function useFollowEnd(sent) {
  const scroller = useRef(/** @type {HTMLElement | null} */ (null));
  const following = useRef(/** @type {ReturnType<typeof followEnd> | undefined} */ (undefined));
  const [isAtEnd, setAtEnd] = useState(true);
  const toEnd = useCallback(() => following.current?.toEnd(), []);

  useLayoutEffect(() => {
    if (scroller.current === null) return undefined;
    const followed = followEnd(scroller.current, setAtEnd);
    following.current = followed;
    return followed.stop;
  }, []);
  useEffect(toEnd, [sent]);
  return {scroller, isAtEnd, toEnd};
}

/** Whether somebody can be looking. */
function useVisible() {
  const [isVisible, setVisible] = useState(!document.hidden);
  useEffect(() => {
    const look = () => setVisible(!document.hidden);
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);
  return isVisible;
}

/**
 * @typedef {object} MessageLogProperties
 * @property {import('./places.js').Place} place
 * @property {readonly import('../control/shown.ts').ShownMessage[] | undefined} messages undefined until they are read
 * @property {import('./message-view.js').Shared} shared
 * @property {number} unread
 * @property {number} sent
 * @property {(id: string) => void} onRead
 */

/** A channel's messages, the newest at the end. @param {MessageLogProperties} properties */
export function MessageLog({place, messages, shared, unread, sent, onRead}) {
  const {scroller, isAtEnd, toEnd} = useFollowEnd(sent);
  const isVisible = useVisible();
  const newest = messages?.at(-1)?.id;
  useEffect(() => {
    if (isAtEnd && isVisible && newest !== undefined) onRead(newest);
  }, [isAtEnd, isVisible, newest]);
  const rows = groupMessages(messages ?? []).map(
    ({message, isFirst, day}) =>
      html`<${Message} key=${message.id} message=${message} isFirst=${isFirst} day=${day} shared=${shared} />`,
  );
  const down = html`<button type="button" id="to-end" onClick=${toEnd}>
    ${unread > 0 ? `${unread} new ${unread === 1 ? 'message' : 'messages'} ↓` : 'Newest messages ↓'}
  </button>`;
  return html`<div class="log-box">
    <div
      id="log"
      ref=${scroller}
      role="log"
      aria-live="polite"
      aria-relevant="additions"
      aria-label=${`Messages in ${place.name}`}
      aria-busy=${messages === undefined ? 'true' : undefined}
      tabindex="0"
    >
      <div class="log-content">
        ${messages && html`<${Greeting} place=${place} me=${shared.me} messages=${messages} />`}
        <ol id="messages">
          ${rows}
        </ol>
      </div>
    </div>
    ${!isAtEnd && down}
  </div>`;
}
