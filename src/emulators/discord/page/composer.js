import {html} from 'htm/preact';
import {useEffect, useRef, useState} from 'preact/hooks';
import {encodeFile, sendCommand} from './control.js';
import {createEarlierLines} from './earlier-lines.js';
import {FileFields} from './file-fields.js';
import {SuggestionList, suggestionId} from './suggestion-list.js';
import {fileOptions} from './suggestions.js';
import {typeEvent} from './type-event.js';
import {useSuggestions} from './use-suggestions.js';

/**
 * @typedef {object} ComposerProperties
 * @property {import('./chat.js').Chat} chat
 * @property {import('../control/shown.ts').ShownState} state
 * @property {string} user
 * @property {import('./places.js').Place} place
 * @property {string} notice
 */

const earlier = createEarlierLines();
const slashCommand = 1;

/** The line that a person types, its suggestions, its files, and why it was refused. @param {ComposerProperties} properties */
export function Composer({chat, state, user, place, notice}) {
  const [line, setLine] = useState('');
  const [files, setFiles] = useState(/** @type {import('./file-fields.js').ChosenFiles} */ (new Map()));
  const [isDropping, setDropping] = useState(false);
  const input = useRef(/** @type {HTMLTextAreaElement | null} */ (null));
  const suggestions = useSuggestions();
  const {offer} = suggestions;
  const isOpen = offer.items.length > 0;
  const commands = state.commands.filter(({type}) => type === slashCommand);
  const options = fileOptions(line, commands);

  // who goes elsewhere has not asked for what is offered here
  useEffect(() => suggestions.hide(), [user, place.id]);

  /** @param {string} next */
  function refresh(next) {
    suggestions.refresh({line: next, user, channel: place.id, commands, users: state.users});
  }

  /** @param {string} next */
  function type(next) {
    setLine(next);
    chat.notify('');
    refresh(next);
  }

  useEffect(() => {
    const begin = (/** @type {Event} */ event) => {
      if (!(event instanceof CustomEvent)) return;
      type(String(event.detail));
      input.current?.focus();
    };
    addEventListener(typeEvent, begin);
    return () => removeEventListener(typeEvent, begin);
  });

  /** @param {number} index */
  function take(index) {
    const next = offer.items[index]?.line;
    if (next === undefined) return;
    setLine(next);
    input.current?.focus();
    refresh(next);
  }

  /** @param {string} option @param {File | undefined} file */
  function choose(option, file) {
    const next = new Map(files);
    if (file) next.set(option, file);
    else next.delete(option);
    setFiles(next);
    input.current?.focus();
  }

  async function send() {
    const text = line.trim();
    suggestions.hide();
    if (text === '') return;
    if (!text.startsWith('/')) {
      chat.notify('Only commands can be sent here: they begin with /');
      return;
    }
    const chosen = [...files].filter(([name]) => options.some((option) => option.name === name));
    try {
      const entries = await Promise.all(
        chosen.map(async ([name, file]) => /** @type {const} */ ([name, await encodeFile(file)])),
      );
      await sendCommand({user, channel: place.id, line: text, files: Object.fromEntries(entries)});
    } catch (error) {
      chat.notify(error instanceof Error ? error.message : String(error));
      return;
    }
    earlier.add(user, text);
    chat.notify('');
    chat.noteSent();
    // what was typed meanwhile is the next line
    setLine((now) => (now === line ? '' : now));
    setFiles(new Map());
  }

  /** @param {KeyboardEvent} event */
  function recall(event) {
    if (line.includes('\n')) return;
    const found = event.key === 'ArrowUp' ? earlier.before(user, line) : earlier.after(user, line);
    if (found === undefined) return;
    event.preventDefault();
    setLine(found);
    suggestions.hide();
  }

  /** @param {KeyboardEvent} event */
  function press(event) {
    const isArrow = event.key === 'ArrowDown' || event.key === 'ArrowUp';
    if (event.isComposing || event.shiftKey) return;
    if (isArrow && !isOpen) recall(event);
    else if (event.key === 'Escape') suggestions.hide();
    else if (isArrow) {
      event.preventDefault();
      suggestions.move(event.key === 'ArrowDown' ? 1 : -1);
    } else if (isOpen && (event.key === 'Tab' || (event.key === 'Enter' && offer.isChosen))) {
      event.preventDefault();
      take(offer.selected);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      void send();
    }
  }

  /** @param {DragEvent} event */
  function drag(event) {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    setDropping(event.type === 'dragover');
  }

  /** @param {DragEvent} event */
  function drop(event) {
    const file = event.dataTransfer?.files[0];
    drag(event);
    if (file === undefined) return;
    const option = options.find(({name}) => !files.has(name)) ?? options[0];
    if (option) choose(option.name, file);
    else chat.notify('Type a command that takes a file first, then drop the file here.');
  }

  return html`<form
    id="composer"
    class=${isDropping ? 'dropping' : ''}
    autocomplete="off"
    onSubmit=${(/** @type {Event} */ event) => {
      event.preventDefault();
      void send();
    }}
    onDragOver=${drag}
    onDragLeave=${drag}
    onDrop=${drop}
  >
    <${SuggestionList} offer=${offer} take=${take} />
    <p id="notice" role="alert" hidden=${notice === ''}>${notice}</p>
    <${FileFields} options=${options} files=${files} choose=${choose} />
    <div class="line">
      <textarea
        id="line"
        ref=${input}
        role="combobox"
        aria-label="Command"
        aria-autocomplete="list"
        aria-controls="suggestions"
        aria-expanded=${String(isOpen)}
        aria-activedescendant=${isOpen ? suggestionId(offer.selected) : undefined}
        aria-describedby="notice"
        aria-invalid=${notice === '' ? undefined : 'true'}
        rows="1"
        placeholder="Type / for commands"
        spellcheck=${false}
        autocapitalize="off"
        enterkeyhint="send"
        value=${line}
        onInput=${(/** @type {Event & {currentTarget: HTMLTextAreaElement}} */ {currentTarget}) => type(currentTarget.value)}
        onFocus=${() => refresh(line)}
        onBlur=${() => suggestions.hide()}
        onKeyDown=${press}
      ></textarea>
      <button type="submit" class="primary">Send</button>
    </div>
  </form>`;
}
