import type {ChatMessage} from '#src/chat/chat-message.ts';
import type {Lab} from '#src/lab/lab.ts';
import {plainText} from '../hostile-text.ts';
import {words} from '#src/words/words.ts';

export const joinButton = 'join';

/** Says in the participants' channel that a workshop is open. */
export const renderAnnouncement = ({title, summary, minutes}: Lab): ChatMessage => ({
  content: words().wall.announcement({title: plainText(title), summary: plainText(summary), minutes}),
  files: [],
  buttons: [{id: joinButton, label: words().wall.join, style: 'success'}],
});
