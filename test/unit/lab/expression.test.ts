import {describe, expect, it} from 'vitest';
import {evaluate, expressionProblem} from '#src/lab/expression.ts';
import type {SandboxFacts} from '#src/lab/facts.ts';
import {recordOf} from '../kinds/pod/status/pod-records.ts';
import {factsOf, podOf} from './facts-of.ts';

const facts = factsOf(
  {
    pods: [podOf('a'), podOf('b', {metadata: {name: 'b', labels: {app: 'sleep'}}})],
    daemonsets: [{metadata: {name: 'nginx', generation: 3}, status: {numberReady: 1}}],
  },
  {history: [recordOf({name: 'a', gone: 5}), recordOf({name: 'b'})]},
);

describe('an expression', () => {
  it.for([
    ["daemonsets.named('nginx').status.numberReady + 1 == 2", true],
    ["pods.labelled('app in (nginx,web)').map(p, p.metadata.name)", ['a']],
    ["pods.labelled('app=nginx').exists(p, isReady(p) && podStatus(p) == 'Running')", true],
    ["pods.labelled('app=nginx').map(p, p.status.containerStatuses.map(c, c.restartCount))", [[2]]],
    ["pods.named('a').metadata.?annotations.orValue({}).size()", 0],
    ['history.filter(h, has(h.goneAt)).map(h, h.name)', ['a']],
    ['history.filter(h, has(h.endedAt)).map(h, h.endedAt <= h.goneAt)', [true]],
    ["isCrashLooping(pods.named('a'))", false],
    ['history.exists(h, h.seenAt > 0 && h.owner == "nginx")', true],
    ['deployments.size()', 0],
  ] as const)('%s comes to %j', ([text, value]) => {
    expect(evaluate(text, facts)).toMatchObject({kind: 'value', value});
  });

  it.for([
    ["daemonsets.named('web').status.numberReady == 1", 'daemonsets has no web'],
    ["daemonsets.named('nginx').status.desiredNumberScheduled == 1", 'there is no desiredNumberScheduled'],
    ["pods.filter(p, p.metadata.name == 'zz')[0].metadata.name == 'zz'", 'there is none'],
  ] as const)('%s finds something absent', ([text, what]) => {
    expect(evaluate(text, facts)).toEqual({kind: 'absent', what, usesHistory: false});
  });

  it.for([
    ["pods.inNamespace('dev').map(p, p.metadata.name)", ['api']],
    ["pods.inNamespace('dev').labelled('app=nginx').size() + pods.size()", 3],
    ["endpoints.inNamespace('dev').named('web').name", 'web'],
    ["history.inNamespace('dev').map(h, h.name)", ['c']],
    ["pods.inNamespace('prod').size()", 0],
    ["namespaces.exists(n, n.metadata.name == 'dev')", true],
  ] as const)('%s asks in a namespace that the learner made: %j', ([text, value]) => {
    const dev = factsOf({pods: [podOf('api')], endpoints: [{name: 'web'}]}, {history: [recordOf({name: 'c'})]});
    const inNamespace = (name: string): SandboxFacts | undefined => (name === 'dev' ? dev : undefined);
    const namespaces = [{metadata: {name: 'dev'}}];
    const home = factsOf({pods: [podOf('a'), podOf('b')], namespaces}, {inNamespace});
    expect(evaluate(text, home)).toMatchObject({kind: 'value', value});
  });

  it('that asks for the past of a namespace has looked at the record', () => {
    expect(evaluate("history.inNamespace('dev').size() > 0", facts)).toMatchObject({usesHistory: true});
  });

  it('that compares what cannot be compared is broken, not absent', () => {
    expect(evaluate("pods.named('a').metadata.name + 1 == 2", facts)).toMatchObject({kind: 'broken'});
  });

  it('says whether it had to look at the record', () => {
    expect(evaluate('history.size() > 0', facts)).toMatchObject({usesHistory: true});
    expect(evaluate('false && history.size() > 0', facts)).toMatchObject({usesHistory: false});
  });

  it.for([
    ['pods.size() ==', 'bool', 'Expected|Unexpected'],
    ['podz.size() == 1', 'bool', 'podz'],
    ['pods.size()', 'bool', 'must be true or false'],
    ['pods.size()', 'any', '^$'],
    ["pods.exists(p, podStatus(p) == 'Running')", 'bool', '^$'],
    ["pods.inNamespace('dev').size() == 1", 'bool', '^$'],
    ["pods.labelled('app=web').inNamespace('dev').size() == 1", 'bool', 'right behind the name of a list'],
    ["nodes.inNamespace('dev').size() == 1", 'bool', 'right behind the name of a list'],
  ] as const)('%s as %s tells its author %s', ([text, type, problem]) => {
    expect(expressionProblem(text, type) ?? '').toMatch(new RegExp(problem));
  });
});
