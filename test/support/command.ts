import {sandboxNamespace} from '#src/sandbox/sandbox.ts';
import {commandSchema, type Command} from '#src/workshop/command.ts';

export interface CommandParts {
  readonly id?: string;
  readonly line?: string;
  /** Letters and digits: the sandbox is that learner's. */
  readonly learner?: string;
  readonly operation?: Command['operation'];
  /** When the interaction was made, in ms since 1970. */
  readonly createdAt?: number;
  /** Who asked, and where. */
  readonly userId?: string;
  readonly channelId?: string;
}

const getPods: Command['operation'] = {
  kind: 'get',
  resources: [{type: 'pods'}],
  output: 'table',
  showLabels: false,
  watch: false,
};

/** A command of a learner in the workshop `open`, as a bot would submit it. */
export function commandOf({
  id = '1001',
  line,
  learner = 'ada',
  operation,
  createdAt,
  userId = '7',
  channelId = '8',
}: CommandParts = {}): Command {
  return commandSchema.parse({
    id,
    line: line ?? 'kubectl get pods',
    operation: operation ?? getPods,
    sandbox: {
      namespace: sandboxNamespace('open', learner),
      workshop: 'open',
      learner: {id: learner, name: learner},
      nodes: ['lab-node-1'],
      lab: {lab: 'daemonsets', images: ['nginx:1.18-alpine'], hostPathLeaves: [], podsPerNode: 6, nodesPerSandbox: 1},
    },
    reply: {
      interactionId: id,
      applicationId: '1',
      token: `token-of-${id}`,
      userId,
      channelId,
      createdAt: createdAt ?? Date.now(),
    },
  });
}
