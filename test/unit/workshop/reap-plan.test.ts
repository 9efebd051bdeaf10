import {describe, expect, it} from 'vitest';
import {planReaping, type SandboxNamespace} from '#src/workshop/reap-plan.ts';
import {learnerSchema, workshopSchema, type Learner} from '#src/workshop/workshop.ts';

const now = 10_000_000;
const minutes = (count: number): number => count * 60_000;

const workshop = workshopSchema.parse({
  id: 'open',
  name: 'open',
  lab: 'daemonsets',
  channels: {participants: '1', facilitators: '2'},
  replies: 'private',
  state: 'open',
  openedAt: 0,
});

const learnerOf = (id: string, joinedAt = 0): Learner =>
  learnerSchema.parse({id, name: id, namespace: `labrador-open-${id}`, nodes: ['node-1'], joinedAt});

const namespaceOf = (learnerId: string, more: Partial<SandboxNamespace> = {}): SandboxNamespace => ({
  name: `labrador-open-${learnerId}`,
  uid: learnerId,
  workshopId: 'open',
  learnerId,
  installation: 'x7k2p',
  nodes: ['node-1'],
  createdAt: 0,
  deletedAt: undefined,
  heldBy: [],
  ...more,
});

const plan = (namespaces: SandboxNamespace[], learners: Learner[]) =>
  planReaping({namespaces, installation: 'x7k2p', workshops: [{workshop, learners}], now});

describe('comparing what is stored with what is in the cluster', () => {
  it('finds nothing to do where each learner has their namespace', () => {
    expect(plan([namespaceOf('ada')], [learnerOf('ada')])).toEqual({orphans: [], homeless: [], stuck: [], foreign: []});
  });

  it('removes what is nobody’s, once it is older than a start takes', () => {
    const young = namespaceOf('grace', {createdAt: now - minutes(9)});
    const old = namespaceOf('linus', {createdAt: now - minutes(11)});
    expect(plan([young, old], []).orphans).toEqual([old]);
  });

  it('leaves alone what is of a workshop that it does not know, however old', () => {
    const other = namespaceOf('ada', {workshopId: 'other', name: 'labrador-other-ada'});
    expect(plan([other], [])).toMatchObject({orphans: [], foreign: [other]});
  });

  it.for([
    ['of another Labrador, with a workshop of the same id', 'bbbbb'],
    ['of one that does not say whose it is', undefined],
  ])('leaves alone what is %s', ([, installation]) => {
    const other = namespaceOf('ada', {installation, createdAt: now - minutes(60)});
    const going = namespaceOf('grace', {installation, deletedAt: now - minutes(60)});
    expect(plan([other, going], [])).toEqual({orphans: [], homeless: [], stuck: [], foreign: [other, going]});
  });

  it('knows a sandbox that was given out before it said whose it is', () => {
    const old = namespaceOf('ada', {installation: undefined});
    expect(plan([old], [learnerOf('ada')])).toMatchObject({orphans: [], foreign: []});
  });

  it('frees the place of who has had no namespace for longer than a start takes', () => {
    const [young, old] = [learnerOf('ada', now - minutes(9)), learnerOf('grace', now - minutes(11))];
    expect(plan([], [young, old]).homeless).toEqual([{workshopId: 'open', learner: old}]);
  });

  it('reports what is being deleted for more than five minutes, and removes it not again', () => {
    const going = namespaceOf('ada', {deletedAt: now - minutes(4)});
    const stuck = namespaceOf('grace', {deletedAt: now - minutes(6), heldBy: ['NamespaceContentRemaining: pods']});
    expect(plan([going, stuck], [])).toMatchObject({orphans: [], stuck: [stuck]});
  });
});
