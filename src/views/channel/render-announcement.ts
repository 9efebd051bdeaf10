import type {ChatMessage} from '#src/chat/chat-message.ts';
import type {Lab} from '#src/lab/lab.ts';
import {plainText} from '../hostile-text.ts';

export const joinButton = 'join';

/** Says in the participants' channel that a workshop is open. */
export const renderAnnouncement = ({title, summary, minutes}: Lab): ChatMessage => ({
  content: `📣 **${plainText(title)}**: the workshop is open. ${plainText(summary)}\nIt takes about ${minutes} minutes. Press the button or type \`/lab start\` to join.`,
  files: [],
  buttons: [{id: joinButton, label: 'Join', style: 'success'}],
});
