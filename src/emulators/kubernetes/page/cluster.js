// @ts-check
import {watchTable} from './table-watch.js';

/** @typedef {import('./table-watch.js').Objects} Objects */
/** @typedef {Map<string, string>} Cells */

/** @type {Objects} */
const nodes = new Map();
/** @type {Objects} */
const pods = new Map();

const failing = /BackOff|Error|Err|Invalid|OOMKilled|Evicted|NotReady|Unknown/;

/**
 * @param {string} name
 * @param {{class?: string}} attributes
 * @param {...(string | Node)} children
 */
function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** @param {Cells} cells @param {string} column */
const cell = (cells, column) => cells.get(column) ?? '';

/** @param {Cells} pod */
function podView(pod) {
  const status = cell(pod, 'Status');
  const [ready, containers] = cell(pod, 'Ready').split('/');
  const isWell = status === 'Running' && ready === containers;
  const mark = isWell ? '●' : failing.test(status) ? '✗' : '○';
  const restarts = cell(pod, 'Restarts').split(' ')[0];
  return element(
    'li',
    {},
    element('span', {}, `${mark} ${cell(pod, 'Name')}`),
    element(
      'span',
      {class: isWell ? 'well' : failing.test(status) ? 'ill' : 'quiet'},
      `${status} · ${cell(pod, 'Ready')}${restarts === '0' ? '' : ` · ${restarts} ${restarts === '1' ? 'restart' : 'restarts'}`}`,
    ),
  );
}

/** @param {string} title @param {string} state @param {Cells[]} own */
function nodeView(title, state, own) {
  const byNamespace = Map.groupBy(own, (pod) => cell(pod, 'namespace'));
  const groups = [...byNamespace].sort(([one], [other]) => (one < other ? -1 : 1));
  return element(
    'section',
    {},
    element('h2', {}, element('span', {}, title), element('span', {class: 'quiet'}, state)),
    element('p', {class: 'quiet'}, own.length === 1 ? '1 Pod' : `${own.length} Pods`),
    ...groups.flatMap(([namespace, inIt]) => [
      element('h3', {}, namespace),
      element('ul', {}, ...inIt.sort((a, b) => (cell(a, 'Name') < cell(b, 'Name') ? -1 : 1)).map(podView)),
    ]),
  );
}

let isDue = false;
/** Once a frame at most, however much changes. */
function draw() {
  if (isDue) return;
  isDue = true;
  requestAnimationFrame(() => {
    isDue = false;
    const byNode = Map.groupBy(pods.values(), (pod) => cell(pod, 'Node'));
    const views = [...nodes.values()]
      .sort((a, b) => (cell(a, 'Name') < cell(b, 'Name') ? -1 : 1))
      .map((node) => nodeView(cell(node, 'Name'), cell(node, 'Status'), byNode.get(cell(node, 'Name')) ?? []));
    const waiting = [...byNode].filter(([name]) => name === '' || name === '<none>').flatMap(([, some]) => some);
    if (waiting.length > 0) views.push(nodeView('no node yet', '', waiting));
    document.getElementById('nodes')?.replaceChildren(...views);
  });
}

const lost = new Set();
/** @param {string} what @param {boolean} is */
function connected(what, is) {
  if (is) lost.delete(what);
  else lost.add(what);
  const line = document.getElementById('connection');
  if (line !== null) line.textContent = lost.size === 0 ? 'connected' : 'not connected, trying again …';
}

void watchTable('/api/v1/nodes', {objects: nodes, changed: draw, connected: (is) => connected('nodes', is)});
void watchTable('/api/v1/pods', {objects: pods, changed: draw, connected: (is) => connected('pods', is)});
