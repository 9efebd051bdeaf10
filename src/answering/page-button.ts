import {idLimit, type ChatMessage} from '#src/chat/chat-message.ts';
import {parseBrowse} from '#src/operations/browse.ts';
import type {AskedPage} from '#src/operations/kubectl/asked-here.ts';
import {UserError} from '#src/operations/user-error.ts';
import {inlineCode} from '#src/views/hostile-text.ts';
import {words} from '#src/words/words.ts';
import type {Button} from './button.ts';

/** Shows the page of a Service of who presses it. Its argument is the Service, and the namespace where one was said. */
export const pageButton = {
  id: 'page',
  who: 'anybody',
  isInPlace: false,
  press: async ({argument}, session) => {
    const [service = '', inNamespace] = argument.split(':');
    const {line, operation} = parseBrowse({service}, inNamespace ?? session.namespace);
    return session.submit({line, operation: {...operation, ...(inNamespace === undefined ? {} : {inNamespace})}});
  },
} satisfies Button;

/** A message with a button that shows the page. @throws UserError `unsupported` for a name that no button has room for */
export function offerPage({service, namespace}: AskedPage): ChatMessage {
  const id = [pageButton.id, service, ...(namespace === undefined ? [] : [namespace])].join(':');
  if (id.length > idLimit) {
    const {notSupported, use} = words().otherVerbs;
    const next = use({command: `/browse service:${service}`});
    throw new UserError('unsupported', notSupported({verb: 'port-forward'}), {next});
  }
  const there = namespace === undefined ? '' : ` -n ${namespace}`;
  const typed = inlineCode(`kubectl port-forward service/${service}${there}`);
  return {
    content: `${typed}\n${words().answering.pageIsShown}`,
    files: [],
    buttons: [{id, label: words().answering.showPage}],
  };
}
