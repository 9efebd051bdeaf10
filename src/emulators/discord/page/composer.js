import {encodeFile, post} from './control.js';
import {startEarlierLines} from './earlier-lines.js';
import {element} from './elements.js';
import {fileOptions, suggest} from './suggestions.js';

/** How long typing has to rest before suggestions are asked for. */
const REST_MS = 120;

const form = document.querySelector('#composer');
const input = document.querySelector('#line');
const list = document.querySelector('#suggestions');
const notice = document.querySelector('#notice');
const files = document.querySelector('#files');

/** Says what went wrong, until the next line is typed. */
export function showNotice(text) {
  notice.textContent = text;
  notice.hidden = text === '';
}

/** The input line with its suggestions. `where()` has the user, channel, commands and users of this moment. */
export function startComposer(where) {
  let suggestions = [];
  let selected = -1;
  let resting;
  let asked = 0;
  /** Whether the arrow keys chose a suggestion, so that Enter takes it instead of sending. */
  let isChosen = false;
  const earlier = startEarlierLines();

  function show(next) {
    suggestions = next;
    selected = next.length > 0 ? 0 : -1;
    isChosen = false;
    draw();
  }

  function draw() {
    list.replaceChildren(
      ...suggestions.map(({label, note}, index) =>
        element(
          'li',
          {
            id: `suggestion-${index}`,
            role: 'option',
            'aria-selected': String(index === selected),
            onmousedown: (event) => take(event, index),
          },
          label,
          note ? element('small', {}, ` ${note}`) : null,
        ),
      ),
    );
    list.hidden = suggestions.length === 0;
    input.setAttribute('aria-expanded', String(suggestions.length > 0));
    if (selected >= 0) input.setAttribute('aria-activedescendant', `suggestion-${selected}`);
    else input.removeAttribute('aria-activedescendant');
    list.children[selected]?.scrollIntoView({block: 'nearest'});
  }

  function take(event, index) {
    event.preventDefault();
    input.value = suggestions[index].line;
    input.focus();
    refresh();
  }

  function drawFiles() {
    const wanted = fileOptions(input.value, where().commands);
    const shown = [...files.querySelectorAll('input')].map(({name}) => name);
    files.hidden = wanted.length === 0;
    if (wanted.map(({name}) => name).join() === shown.join()) return;
    files.replaceChildren(
      ...wanted.map(({name, description}) =>
        element('label', {}, `${name}: ${description} `, element('input', {type: 'file', name})),
      ),
    );
  }

  function refresh() {
    clearTimeout(resting);
    drawFiles();
    resting = setTimeout(async () => {
      asked += 1;
      const mine = asked;
      const next = await suggest({line: input.value, ...where()});
      if (mine === asked) show(next);
    }, REST_MS);
  }

  function hide() {
    clearTimeout(resting);
    asked += 1;
    show([]);
  }

  async function send() {
    const line = input.value.trim();
    hide();
    if (line === '') return;
    if (!line.startsWith('/')) {
      showNotice('Only commands can be sent here: they begin with /');
      return;
    }
    const {user, channel} = where();
    const chosen = [...files.querySelectorAll('input')].filter((one) => one.files.length > 0);
    try {
      const entries = await Promise.all(chosen.map(async (one) => [one.name, await encodeFile(one.files[0])]));
      await post('/commands', {user, channel, line, files: Object.fromEntries(entries)});
      earlier.add(user, line);
      input.value = '';
      drawFiles();
    } catch (error) {
      showNotice(error.message);
    }
  }

  input.addEventListener('input', () => {
    showNotice('');
    refresh();
  });
  input.addEventListener('focus', refresh);
  input.addEventListener('blur', hide);
  input.addEventListener('keydown', (event) => {
    const isOpen = suggestions.length > 0;
    if (isOpen && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      selected = (selected + step + suggestions.length) % suggestions.length;
      isChosen = true;
      draw();
    } else if (event.key === 'ArrowUp') {
      const line = earlier.before(where().user, input.value);
      if (line === undefined) return;
      event.preventDefault();
      input.value = line;
      hide();
    } else if (isOpen && (event.key === 'Tab' || (event.key === 'Enter' && isChosen))) take(event, selected);
    else if (event.key === 'Escape') hide();
    else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void send();
  });
}
