import type {Answer} from '#src/chat/answer.ts';
import {editableText, type EditableText} from '#src/cluster/operations/objects/editable-text.ts';
import {toSandboxSpec} from '#src/classroom/sandbox-spec.ts';
import {formatEditTarget, parseEditTarget, type EditTarget} from '#src/operations/kubectl/edit-target.ts';
import {sandboxOf} from '#src/sandbox/namespace/further-namespaces.ts';
import {resourceType} from '#src/kinds/resource-types.ts';
import {UserError} from '#src/operations/user-error.ts';
import {idLimit, type ChatMessage} from '#src/chat/chat-message.ts';
import {fieldLimit, type ChatWindow} from '#src/chat/window.ts';
import {inlineCode} from '#src/views/hostile-text.ts';
import {words} from '#src/words/words.ts';
import type {Button} from './button.ts';
import type {Seating} from './seat.ts';

/** Opens the editor. Its argument is whose it is and what it is for, so that it outlives the bot. */
export const editorButton = {
  id: 'edit',
  who: 'owner',
  isInPlace: false,
  owned: ({argument}) => ({what: 'editor', ownerId: argument.split(':', 1)[0] ?? ''}),
  press: ({argument}, session) => openEditor(parseEditTarget(argument.slice(argument.indexOf(':') + 1)), session),
} satisfies Button;

/**
 * A message with a button that opens the editor; the YAML as a file when it does not fit into a window.
 * @throws UserError `not-found` when there is no such object, `unavailable` while that is not known
 */
export function offerEditor(asked: EditTarget, session: Seating): ChatMessage {
  const target = inCurrent(asked, session);
  const text = readText(target, session);
  const button = [editorButton.id, session.asker.id, formatEditTarget(target)].join(':');
  if (button.length > idLimit || windowFor(target, text) === undefined) return fileToEdit(target, text);
  return {
    content: `${heading(target)}\n${words().answering.editorOpens}`,
    files: [],
    buttons: [{id: button, label: words().answering.openEditor}],
  };
}

/** The window, filled from what is watched, since it must be there within 3 s. @throws UserError as `offerEditor` */
function openEditor(target: EditTarget, session: Seating): Answer {
  const text = readText(target, session);
  const window = windowFor(target, text);
  return window === undefined ? {kind: 'show', message: fileToEdit(target, text)} : {kind: 'ask', window};
}

/** The object that is meant where no namespace is said, wherever its learner is when it is written back. */
function inCurrent(target: EditTarget, session: Seating): EditTarget {
  const {currentNamespace: current} = session.seatNow().learner;
  return current === undefined ? target : {namespace: current, ...target};
}

function readText({type, name, namespace}: EditTarget, session: Seating): EditableText {
  const {watch} = session.rooms;
  const {open, learner} = session.seatNow();
  const sandbox = sandboxOf(toSandboxSpec(learner, open), {inNamespace: namespace});
  const object = watch.find(sandbox.namespace, type, name);
  if (object !== undefined) return editableText(type, object, sandbox);
  if (!watch.isSynced) {
    throw new UserError('unavailable', words().answering.clusterAway);
  }
  const {singular} = resourceType(type);
  throw new UserError('not-found', words().answering.noObject({singular, name, type}));
}

/** Undefined when the text or the id is longer than a window can hold. */
function windowFor(target: EditTarget, {yaml, fingerprint}: EditableText): ChatWindow | undefined {
  const shown = formatEditTarget(target);
  const id = `edit:${shown}:${fingerprint}`;
  if (yaml.length > fieldLimit || id.length > idLimit) return undefined;
  const field = {id: 'yaml', label: 'YAML', isLong: true, maxLength: fieldLimit, text: yaml};
  return {id, title: words().answering.editTitle({object: shown}), field};
}

function fileToEdit(target: EditTarget, {yaml}: EditableText): ChatMessage {
  const {singular} = resourceType(target.type);
  return {
    content: [
      heading(target),
      words().answering.tooLongForWindow({most: fieldLimit}),
      `→ ${words().answering.sendFileBack({command: '/apply file:'})}`,
    ].join('\n'),
    files: [{name: `${singular}-${target.name}.yaml`, text: yaml}],
    buttons: [],
  };
}

function heading({type, name, namespace}: EditTarget): string {
  const there = namespace === undefined ? '' : ` -n ${namespace}`;
  return inlineCode(`kubectl edit ${resourceType(type).singular}/${name}${there}`);
}
