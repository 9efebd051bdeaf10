import {describe, expect, test} from 'vitest';
import type {ChatMessage} from '#src/chat/chat-message.ts';
import type {ChatWindow} from '#src/chat/window.ts';
import {labStateSchema, type LabState} from '#src/lab/lab-state.ts';
import type {Lab} from '#src/lab/lab.ts';
import type {Step} from '#src/lab/lab-step.ts';
import type {CheckResult} from '#src/lab/run-checks.ts';
import {outcomeSchema} from '#src/operations/outcome.ts';
import {heatMap} from '#src/views/channel/heat-map.ts';
import {renderAnnouncement} from '#src/views/channel/render-announcement.ts';
import {renderBoard} from '#src/views/channel/render-board.ts';
import {renderPlace} from '#src/views/channel/render-place.ts';
import {renderWall} from '#src/views/channel/render-wall.ts';
import {renderFindings} from '#src/views/facilitators/render-findings.ts';
import {
  renderAnswer,
  renderHelpRequest,
  renderLetter,
  renderNoThread,
  renderTaken,
  renderThreadStart,
} from '#src/views/facilitators/render-help-request.ts';
import {renderLearnerFile} from '#src/views/facilitators/render-learner.ts';
import {renderNearlyFull, renderRoomAgain} from '#src/views/facilitators/render-memory.ts';
import {renderCloseReport, renderStatus} from '#src/views/facilitators/render-status.ts';
import {renderTask} from '#src/views/facilitators/render-task.ts';
import {answerWindow, lookWindow, wordsWindow} from '#src/views/facilitators/windows.ts';
import {renderHint, renderResetQuestion, renderSolution, renderSolutionQuestion} from '#src/views/lab/render-help.ts';
import {renderStepCard} from '#src/views/lab/render-step-card.ts';
import {renderSteps} from '#src/views/lab/render-steps.ts';
import {renderCard} from '#src/views/reply/render-card.ts';
import {renderLateAnswers, renderLateMention} from '#src/views/reply/render-late-answers.ts';
import {renderReply} from '#src/views/reply/render-reply.ts';
import {renderTooLate} from '#src/views/reply/render-too-late.ts';
import {languages, type Language} from '#src/words/language.ts';
import {inLanguage} from '#src/words/words.ts';
import {answerCardSchema} from '#src/workshop/card.ts';
import type {SandboxTask, TaskResult} from '#src/workshop/sandbox-task.ts';
import type {HelpWaiting} from '#src/workshop/waiting.ts';
import {workshopSchema} from '#src/workshop/workshop.ts';
import {commandOf} from '#test/support/command.ts';
import {recordOf, startedAt} from '#test/unit/kinds/pod/status/pod-records.ts';
import {tinyLab} from '#test/support/tiny-lab.ts';
import {learnerOf, memberOf} from '#test/unit/views/channel/learners.ts';

/** What those who teach write is not the bot's: here it is in no language. */
const made: Pick<Step, 'text' | 'prediction' | 'observe' | 'hints'> = {
  text: 'Loremo.',
  prediction: {question: 'Ipsumo?', options: ['Dolora', 'Sito'], answer: 0, afterwards: 'Ameto.'},
  observe: ['Elito.'],
  hints: [],
};
const lab: Lab = withMadeUpTexts(tinyLab());
function withMadeUpTexts(tiny: Lab): Lab {
  const [one] = tiny.steps;
  if (one === undefined) throw new Error('the tiny lab has a step');
  const solution = {text: 'Soluto.', commands: one.solution.commands};
  const steps = ['Alfa', 'Beta', 'Gama'].map((title, index) => ({...one, ...made, solution, id: `s${index}`, title}));
  return {...tiny, title: 'Labo', summary: 'Sumo.', steps};
}
const [alfa] = lab.steps;
if (alfa === undefined) throw new Error('the lab has a step');

const check = (state: CheckResult['state']): CheckResult => ({
  id: 'ready',
  title: 'Kontrolo',
  state,
  evidence: [{label: 'STATUS', value: 'Pending'}],
  reason: undefined,
  redo: 'Redo.',
});
const stateOf = (state: Partial<LabState> = {}): LabState => labStateSchema.parse(state);
const all = {s0: {at: 1, evidence: []}, s1: {at: 2, evidence: []}, s2: {at: 3, evidence: []}};
const now = startedAt + 900_000;

const pods = [
  recordOf({name: 'web-1', path: [['CrashLoopBackOff', 5]], restarts: 3, looping: 10, ready: [1, 4]}),
  recordOf({name: 'web-2', ready: [1, 20, 40, 60]}),
  recordOf({name: 'web-3', gone: 30}),
  ...['4', '5', '6'].map((number) => recordOf({name: `web-${number}`, ready: [2]})),
];
const services = [{isUp: false, since: startedAt}];
const members = [
  memberOf('Ada', {pods, services, current: 's1', passed: {s0: 1}, hints: {s0: 2}, solutions: ['s0']}),
  memberOf('Bo', {services: [{isUp: true, since: startedAt}], passed: {s0: 1, s1: 2, s2: 895}}),
  memberOf('Cy', {current: 's1', passed: {s0: 890}, predictions: {s1: 0}, hints: {s0: 1}}),
];
const member = members[0] ?? memberOf('Ada');

const command = commandOf({id: '1001', line: 'kubectl get pods'});
const failed = {kind: 'failed', code: 'AppDown', message: 'Falo.', next: 'Nexto.', notes: [], downSince: startedAt};
const outcomes = [
  {kind: 'done', text: '', notes: Array.from({length: 12}, () => 'Noto.'), warnings: ['a', 'b', 'c', 'd', 'e']},
  failed,
  {kind: 'cancelled'},
  {kind: 'interrupted'},
  {kind: 'page', page: {line: '/browse', service: 'web', path: '/', status: 200, lines: []}, notes: []},
].map((outcome) => outcomeSchema.parse(outcome));
const card = answerCardSchema.parse({
  kind: 'answer',
  command,
  outcome: {kind: 'done', text: 'x', notes: []},
  since: startedAt,
});
const quota = {labels: {}, reason: 'pods "web-1" is forbidden: exceeded quota: sandbox'};
const refused = [
  {...quota, maker: 'deployment/web'},
  {labels: {}, maker: 'daemonset/web', reason: 'failed quota: sandbox: must specify cpu'},
];

const workshop = workshopSchema.parse({
  id: 'open-1',
  name: 'Kurso',
  lab: 'tiny',
  channels: {participants: '1', facilitators: '2'},
  replies: 'private',
  state: 'paused',
  openedAt: 1,
});
const task: SandboxTask = {
  id: 'task-1',
  workshopId: 'open-1',
  kind: 'reset',
  by: {id: '9', name: 'Flo'},
  learnerIds: Array.from({length: 30}, (_, index) => String(index)),
  startedAt: 0,
  isCancelled: false,
};
const failure: TaskResult = {learnerName: 'Ada', state: 'failed', notes: ['Noto.']};
const results: readonly TaskResult[] = [...Array.from({length: 20}, () => failure), {...failure, state: 'cancelled'}];
const leaks = {
  namespaces: Array.from({length: 9}, (_, index) => `n${index}`),
  nodeLabels: ['l'],
  hostFolders: ['h'],
  pods: ['p'],
  unseen: [{node: 'node-1', reason: 'x'}],
};
const status = {workshop, lab: {title: 'Labo', requires: []}, joined: 2, inLine: 1, fits: 3, others: [workshop]};
const file = {lab, member, openChecks: [check('failed')], recent: [], now};
const use = {answers: 9, commands: 1, workshops: 1, rest: 1};
const full = {share: '1', usedBytes: 12, largeBytes: 8_192};
const flo = {id: '9', name: 'Flo'};
const help: HelpWaiting = {
  learnerId: 'dee',
  learnerName: 'Dee',
  since: 1,
  what: '',
  step: 's1',
  reply: command.reply,
  takenBy: flo,
};
const inThread: HelpWaiting = {...help, takenBy: {...flo, threadId: '3'}};
const helpState = {lab, member, openChecks: [check('failed')], recent: [], now};

const messages: Readonly<Record<string, () => ChatMessage | readonly ChatMessage[]>> = {
  'the card of a step': () => [
    renderStepCard({lab, step: alfa, state: stateOf(), results: [check('unknown')], checkedAt: 1}),
    renderStepCard({lab, step: alfa, state: stateOf({predictions: {s0: 1}}), results: [], hasEnded: true}),
    renderStepCard({lab, step: alfa, state: stateOf({passed: {s0: all.s0}, predictions: {s0: 0}}), results: []}),
    renderStepCard({lab, step: alfa, state: stateOf({passed: all, predictions: {s0: 1}}), results: []}),
  ],
  'all steps': () => renderSteps(lab, stateOf({passed: {s0: all.s0}, hints: {s0: 1}, solutions: {s0: 1}})),
  'hints and solutions': () => [
    renderHint(alfa, {kind: 'situation', text: 'Situo.'}),
    renderHint(alfa, {kind: 'graded', text: 'Indiko.', number: 1, of: 2}),
    renderHint(alfa, {kind: 'none'}),
    renderSolutionQuestion(alfa),
    renderSolution(alfa),
    renderResetQuestion(alfa),
  ],
  replies: () => outcomes.map((outcome) => renderReply(command, outcome)),
  'cards of answers': () => [
    renderCard(card, pods, {refused, served: [], hasEnded: true, now}),
    renderCard(card, [], {refused: [], served: [], hasEnded: true, hasLeft: true, now}),
  ],
  'answers that come late': () => [
    renderLateMention(['1']),
    renderTooLate(['1']),
    ...renderLateAnswers({answers: [{command, outcome: card.outcome}], older: 3, droppedLines: ['x'], lost: 4}),
  ],
  announcements: () => renderAnnouncement(lab),
  places: () =>
    (['sandbox', 'help'] as const).flatMap((line) => [
      renderPlace(line, undefined),
      renderPlace(line, 1),
      renderPlace(line, 4, {hasEnded: true}),
    ]),
  'the wall': () => [
    renderWall(lab, members, {first: 0, now}).message,
    renderWall(lab, members, {first: 15, now}).message,
    renderWall(lab, [], {first: 0, now}).message,
  ],
  'the board': () => [
    renderBoard({lab, members, latest: [], openChecks: () => [check('failed')], inLine: 2, page: 0, now}),
    renderBoard({lab, members, latest: [], openChecks: () => [], page: 0, now: startedAt + 30_000}),
    {content: heatMap(lab, members, now).description, files: [], buttons: []},
    {content: legendOf(), files: [], buttons: []},
  ],
  'a learner': () => [renderLearnerFile({...file, events: undefined}), renderLearnerFile({...file, events: []})],
  'how a workshop is': () => [
    renderStatus(status),
    renderStatus({...status, lab: {...status.lab, requires: ['network-policies']}}),
    renderStatus({...status, fits: undefined, workshop: {...workshop, capacity: 3, sandboxMs: 60_000, endsAt: now}}),
    renderCloseReport('Kurso', results, leaks),
    renderCloseReport('Kurso', [], {namespaces: [], nodeLabels: [], hostFolders: [], pods: [], unseen: []}),
    renderCloseReport('Kurso', [], undefined),
  ],
  tasks: () =>
    (['reset', 'fast-forward', 'close', 'expire'] as const).flatMap((kind) => [
      renderTask({...task, kind}, results, 2),
      renderTask({...task, kind, learnerIds: results.map((_, index) => String(index))}, results),
    ]),
  'what is known of the cluster': () => [
    renderFindings('Kurso', [{name: 'Redis', state: 'failed', said: 'x'}]),
    renderFindings('Kurso', [{name: 'Redis', state: 'passed', said: 'x'}], [{name: 'Redis', doing: 'x'}]),
    renderNearlyFull({...full, use}),
    renderNearlyFull({...full, use: {...use, rest: 900}}),
    renderNearlyFull({...full, usedBytes: 9_000, use}),
    renderRoomAgain('1'),
  ],
  'who asks for help': () => [
    renderHelpRequest({...help, takenBy: undefined}, helpState),
    renderHelpRequest(help, helpState),
    renderHelpRequest(inThread, helpState),
    renderHelpRequest(help, undefined),
    renderThreadStart(help, flo, helpState),
    renderTaken('Flo', undefined),
    renderTaken('Flo', '3'),
    renderAnswer(help, helpState),
    renderAnswer(inThread, helpState),
    renderNoThread('dee', []),
    renderLetter({from: 'Flo', text: 'Loremo.'}),
  ],
  windows: () => [lookWindow(learnerOf('Ada')), answerWindow('1', 'Titolo'), wordsWindow('hint', 'Titolo')].map(shown),
};

const legendOf = (): string =>
  [...heatMap(lab, members, now).legend, ...heatMap(lab, members, now).labels].map(({text}) => text).join(' · ');

const shown = ({title, field}: ChatWindow): ChatMessage => ({
  content: [title, field.label, field.description].join('\n'),
  files: [],
  buttons: [],
});

/** All that is read of a message but code. */
const read = ({content, buttons, select}: ChatMessage): string =>
  [content, ...buttons.map(({label}) => label), select?.placeholder ?? '']
    .join('\n')
    .replaceAll(/```[\s\S]*?```|`[^`]*`|^▶.*$|Warning: .*/gmu, '');

const english =
  /(?<!\p{L})(?:the|your|you|is|are|of|to|and|has|have|not|for|with|this|it|been|step|hint|no|more)(?!\p{L})/giu;

describe.each(Object.entries(messages))('%s', (_, render) => {
  const textIn = (language: Language): string => inLanguage(language, () => [render()].flat().map(read).join('\n'));

  test.each(languages.filter((one) => one !== 'en'))('has nothing left that is not in %s', (language) => {
    const text = textIn(language);
    expect(text.match(english) ?? []).toEqual([]);
    expect(text).not.toBe(textIn('en'));
  });
});

test('what is looked for is there in English', () => {
  const texts = Object.values(messages).flatMap((render) => [render()].flat().map(read));
  expect(texts.join('\n').match(english)?.length).toBeGreaterThan(100);
});

test('who asks for help stands on the board in its language', () => {
  const board = inLanguage('de', () =>
    renderBoard({lab, members, latest: [], openChecks: () => [], page: 0, now, help: [help]}),
  );
  expect(board.content).toContain('🙋 **Dee** Schritt 2, gefragt <t:0:R> · Flo kümmert sich');
});
