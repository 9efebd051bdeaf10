import {said, type Answer} from '#src/chat/answer.ts';
import type {Asked} from '#src/chat/answering.ts';
import type {Asker} from '#src/chat/asker.ts';
import type {LabContext, OperationLine, Whereabouts} from '#src/chat/command-session.ts';
import type {Facilitating} from '#src/chat/facilitating.ts';
import type {Who} from '#src/chat/who.ts';
import {inCurrentNamespace, leaveNamespace} from '#src/classroom/current-namespace.ts';
import type {OpenWorkshop} from '#src/classroom/open-workshop.ts';
import {noWorkshop} from '#src/classroom/open-workshops.ts';
import {toSandboxSpec} from '#src/classroom/sandbox-spec.ts';
import {hostsOf} from '#src/kinds/ingress/route.ts';
import {ingressSchema} from '#src/kinds/ingress/schema.ts';
import {isMadeByCluster} from '#src/kubernetes/made-by-cluster.ts';
import {isConfidential, withoutTypedValues} from '#src/operations/confidential.ts';
import type {AskedPage} from '#src/operations/kubectl/asked-here.ts';
import type {EditTarget} from '#src/operations/kubectl/edit-target.ts';
import {findSandbox, sandboxOf} from '#src/sandbox/namespace/further-namespaces.ts';
import {UserError} from '#src/operations/user-error.ts';
import type {Command, ReplyTarget} from '#src/workshop/command.ts';
import {isLive} from '#src/workshop/workshop.ts';
import type {ShellState} from '#src/operations/shell/shell-state.ts';
import {Turns} from '#src/queue/turns.ts';
import {ShellStates} from '#src/store/shell-states.ts';
import {words} from '#src/words/words.ts';
import {offerEditor} from './editor.ts';
import {offerPage} from './page-button.ts';
import {onceAnswered} from './once-answered.ts';
import {LearnerLab} from './learner-lab.ts';
import {askToForget, exportOwn} from './own-record.ts';
import {requireRoom} from './require-room.ts';
import {requireWho, type Owned} from './require-who.ts';
import type {Rooms} from './rooms.ts';
import type {Seat} from './seat.ts';
import type {Session} from './session.ts';
import {showPlace} from './show-place.ts';

const nowhere: LabContext = {name: '', title: '', files: new Map(), images: [], steps: []};

/** Which workshop somebody means, and what is known of them there: from memory alone. */
export function whereabouts(
  asker: Asker,
  {labs, workshops, watch}: Rooms,
): Whereabouts & {readonly open: OpenWorkshop | undefined} {
  const open = workshops.of(asker);
  const learner = open?.directory.find(asker.id);
  return {
    open,
    lab:
      open === undefined
        ? nowhere
        : {
            name: open.lab.lab,
            title: open.lab.title,
            files: open.lab.files,
            images: open.lab.images,
            steps: open.lab.steps,
          },
    namespace: learner?.namespace,
    names: (type, namespace) => {
      if (learner === undefined || open === undefined) return [];
      if (type === 'nodes') return learner.nodes;
      if (type === 'namespaces') return watch.aliasesOf(learner.namespace);
      const there = namespaceMeant(namespace, {learner, open});
      const names = there === undefined ? [] : watch.namesOf(there, type);
      // what a learner means is most likely their own
      const isTheirs = (name: string): number => Number(isMadeByCluster(type, name));
      return names.toSorted((one, other) => isTheirs(one) - isTheirs(other));
    },
    hosts: () => {
      if (learner === undefined || open === undefined) return [];
      const there = namespaceMeant(undefined, {learner, open});
      const ingresses = there === undefined ? [] : watch.objectsOf(there, 'ingresses');
      return hostsOf(ingresses.map((object) => ingressSchema.parse(object)));
    },
    labs: [...labs.keys()],
  };
}

/** The namespace in the cluster that somebody means while they type; undefined for one that is not theirs. */
function namespaceMeant(written: string | undefined, {learner, open}: Seat): string | undefined {
  const spec = toSandboxSpec(learner, open);
  const meant = written ?? learner.currentNamespace;
  return (meant === undefined ? spec : findSandbox(spec, meant))?.namespace;
}

/** One interaction: who asks, which workshop they mean, and what the rooms do for them there. */
export class InteractionSession implements Session {
  /** Lines of one person go in line in the order in which they came, also where one needs a look at what is kept to be read. */
  static readonly #reading = new Turns();
  readonly asker: Asker;
  readonly reply: ReplyTarget;
  readonly rooms: Rooms;
  readonly lab: LabContext;
  readonly namespace: string | undefined;
  readonly names: Whereabouts['names'];
  readonly hosts: Whereabouts['hosts'];
  readonly labs: readonly string[];
  readonly #open: OpenWorkshop | undefined;
  readonly #showToAll: (() => void) | undefined;
  readonly #answerAhead: () => Promise<void>;
  readonly #answerFirst: Asked['answerFirst'];
  readonly #givenUp: AbortSignal;
  /** What was put in line. */
  #stored: Command | undefined;
  readonly #undos: (() => Promise<void>)[] = [];

  constructor({asker, reply, showToAll, answerAhead, answerFirst, givenUp}: Asked, rooms: Rooms) {
    const {open, lab, namespace, names, hosts, labs} = whereabouts(asker, rooms);
    this.asker = asker;
    this.reply = reply;
    this.rooms = rooms;
    this.lab = lab;
    this.namespace = namespace;
    this.names = names;
    this.hosts = hosts;
    this.labs = labs;
    this.#open = open;
    this.#showToAll = showToAll;
    this.#answerAhead = answerAhead;
    this.#answerFirst = answerFirst;
    this.#givenUp = givenUp;
  }

  /** @throws UserError `no-workshop`; what the chat refused the first answer with, once it has */
  get open(): OpenWorkshop {
    this.#givenUp.throwIfAborted();
    if (this.#open === undefined) throw noWorkshop();
    return this.#open;
  }

  get facilitating(): Facilitating {
    this.#givenUp.throwIfAborted();
    const at = this.rooms.facilitators.at({asker: this.asker, reply: this.reply, open: this.#open});
    return onceAnswered(at, this.#answerFirst);
  }

  require(who: Who | Owned): void {
    requireWho(who, this.asker, this.rooms.role);
  }

  async seat(): Promise<Seat> {
    const {open, asker} = this;
    const learner = open.directory.find(asker.id) ?? (await open.learners.find(asker.id));
    if (learner === undefined) throw noSandbox();
    if (!isLive(open.workshop)) {
      throw new UserError('no-workshop', words().answering.closing);
    }
    return {open, learner};
  }

  seatNow(): Seat {
    const {open, asker} = this;
    const learner = open.directory.find(asker.id);
    if (learner === undefined) throw noSandbox();
    return {open, learner};
  }

  async shell(): Promise<ShellState> {
    const open = this.#open;
    if (open === undefined || this.namespace === undefined) return {files: new Map(), variables: new Map()};
    return new ShellStates(this.rooms.store, open.workshop.id).find(this.asker.id);
  }

  async submit(command: OperationLine): Promise<Answer> {
    return this.submitRead(async () => Promise.resolve(command));
  }

  async submitRead(read: () => Promise<OperationLine>): Promise<Answer> {
    // in an object, so that its turn does not last until it is stored
    const {submitted} = await InteractionSession.#reading.take(this.asker.id, async () => {
      const command = await read();
      return {submitted: this.#submit(command)};
    });
    return submitted;
  }

  async #submit(command: OperationLine): Promise<Answer> {
    // said before anything is waited for: the first response settles it
    if (this.#open?.workshop.replies === 'public' && !isConfidential(command.operation)) this.#showToAll?.();
    const answered = this.#answerAhead();
    // its place in line is taken before it is waited for
    answered.catch(() => undefined);
    const seat = await this.seat();
    const operation = await inCurrentNamespace(command.operation, seat, (undo) => this.ifWithdrawn(undo));
    try {
      return await this.put({...command, operation}, seat, answered);
    } catch (error) {
      if (this.#givenUp.aborted) await this.#takeBack();
      throw error;
    }
  }

  async put({line, operation}: OperationLine, {open, learner}: Seat, answered?: Promise<void>): Promise<Answer> {
    const {queue, memory} = this.rooms;
    const {reply} = this;
    this.#givenUp.throwIfAborted();
    requireRoom(operation, memory);
    const isPaused = open.workshop.state === 'paused';
    const sandbox = toSandboxSpec(learner, open);
    // a namespace that is not theirs is refused at once
    sandboxOf(sandbox, operation);
    await leaveNamespace(operation, learner, open);
    const command: Command = {
      id: reply.interactionId,
      line: withoutTypedValues(line),
      operation,
      sandbox,
      reply,
    };
    this.#stored = command;
    return {kind: 'submitted', ahead: await queue.submit(command, {isPaused, after: answered}), isPaused};
  }

  async withdraw(): Promise<boolean> {
    if (this.#stored === undefined || !(await this.rooms.queue.withdraw(this.#stored))) return false;
    await this.#takeBack();
    return true;
  }

  ifWithdrawn(undo: () => Promise<void>): void {
    this.#undos.push(undo);
  }

  /** Never fails. */
  async #takeBack(): Promise<void> {
    for (const undo of this.#undos)
      await undo().catch((error: unknown) => this.rooms.log('what was taken out of line left something', error));
  }

  async answerFirst(): Promise<void> {
    await this.#answerFirst();
  }

  async join(): Promise<Answer> {
    const {open, asker, reply, rooms} = this;
    await this.#answerFirst({ahead: 0, isPaused: open.workshop.state === 'paused'});
    const joined = await rooms.places.join(open, {id: asker.id, name: asker.name, reply});
    if ('place' in joined) return showPlace({of: 'sandbox', place: joined.place}, this);
    const {learner} = joined;
    const start = {line: `kubectl create namespace ${learner.namespace}`, operation: {kind: 'start' as const}};
    const answer = await this.put(start, {open, learner});
    await rooms.places.begun(open, learner.id);
    return answer;
  }

  async cancel(): Promise<readonly string[]> {
    const {learner} = this.seatNow();
    await this.#answerFirst();
    return (await this.rooms.queue.cancel(learner.namespace)).map(({line}) => line);
  }

  offerEditor(target: EditTarget): Answer {
    return {kind: 'show', message: offerEditor(target, this)};
  }

  offerPage(page: AskedPage): Answer {
    this.seatNow();
    return {kind: 'show', message: offerPage(page)};
  }

  async takeLab(): Promise<LearnerLab> {
    return new LearnerLab(await this.seat(), this);
  }

  async askForHelp(what: string): Promise<Answer> {
    const {open, asker, reply} = this;
    const learner = open.directory.find(asker.id);
    if (learner === undefined) {
      throw new UserError('no-sandbox', words().answering.notIn);
    }
    await this.#answerFirst();
    const place = await this.rooms.facilitators.help.ask(open, {learner, what, reply});
    if (place === undefined) return said(words().answering.helpPassedOn);
    return showPlace({of: 'help', place}, this);
  }

  async exportOwn(): Promise<Answer> {
    return exportOwn(this.asker, this.rooms);
  }

  async askToForget(): Promise<Answer> {
    return askToForget(this.asker, this.rooms);
  }

  /** Keeps in the record that a line was not understood, or not to be done. */
  async noteRefused({line, error}: {readonly line: string; readonly error: UserError}): Promise<void> {
    const learner = this.#open?.directory.find(this.asker.id);
    // a flood is no record of a class
    if (this.#open === undefined || learner === undefined || error.code === 'too-fast') return;
    const kept = withoutTypedValues(line);
    await this.#open.progressLog.append(
      {
        kind: 'command',
        commandId: this.reply.interactionId,
        learnerId: learner.id,
        learnerName: learner.name,
        line: kept,
        result: error.code,
        at: Date.now(),
      },
      // it may quote what was typed
      kept === line ? error.message : '',
    );
  }
}

const noSandbox = (): UserError => new UserError('no-sandbox', words().answering.noSandbox);
