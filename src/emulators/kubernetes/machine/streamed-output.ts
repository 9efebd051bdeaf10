import type {CommandNode, ScriptNode, SimpleCommandNode, StatementNode} from 'just-bash';

/** Where the first process's output goes in a container: what is written there is in the container's log at once. */
export const stdoutPath = '/proc/1/fd/1';
export const stderrPath = '/proc/1/fd/2';

/**
 * The simulated shell hands out its output when a script has ended; a container's script may never end. So every
 * command that writes to the script's own output is made to write to the container's log instead, as by `>>`. What
 * is captured or piped stays as it is; so do functions and compound commands that are redirected as a whole.
 */
export const streamedOutput = {
  name: 'streamed-output',
  transform: ({ast}: {ast: ScriptNode}): {ast: ScriptNode} => ({
    ast: {...ast, statements: ast.statements.map(streamStatement)},
  }),
};

function streamStatement(statement: StatementNode): StatementNode {
  const pipelines = statement.pipelines.map((pipeline) => {
    const [only, ...others] = pipeline.commands;
    const isAlone = only !== undefined && others.length === 0;
    return isAlone ? Object.assign({}, pipeline, {commands: [streamCommand(only)]}) : streamLast(pipeline);
  });
  return {...statement, pipelines};
}

/** Of a pipe, the last command alone writes to the outside. */
function streamLast(pipeline: StatementNode['pipelines'][number]): StatementNode['pipelines'][number] {
  const last = pipeline.commands.at(-1);
  if (last?.type !== 'SimpleCommand') return pipeline;
  return {...pipeline, commands: [...pipeline.commands.slice(0, -1), streamSimple(last)]};
}

function streamCommand(command: CommandNode): CommandNode {
  if (command.type === 'SimpleCommand') return streamSimple(command);
  if (command.type === 'FunctionDef' || command.redirections.length > 0) return command;
  switch (command.type) {
    case 'While':
    case 'Until':
      return {
        ...command,
        condition: command.condition.map(streamStatement),
        body: command.body.map(streamStatement),
      };
    case 'For':
    case 'CStyleFor':
    case 'Subshell':
    case 'Group':
      return {...command, body: command.body.map(streamStatement)};
    case 'If':
      return {
        ...command,
        clauses: command.clauses.map(({condition, body}) => ({
          condition: condition.map(streamStatement),
          body: body.map(streamStatement),
        })),
        elseBody: command.elseBody?.map(streamStatement) ?? null,
      };
    default:
      return command;
  }
}

/** Redirections of the command's own come later and so win. `exec` is left out: its redirections would stay. */
function streamSimple(command: SimpleCommandNode): SimpleCommandNode {
  const [part] = command.name?.parts ?? [];
  if (part === undefined || (part.type === 'Literal' && part.value === 'exec')) return command;
  return {...command, redirections: [append(1, stdoutPath), append(2, stderrPath), ...command.redirections]};
}

function append(fd: number, path: string): SimpleCommandNode['redirections'][number] {
  const target = {type: 'Word' as const, parts: [{type: 'Literal' as const, value: path}]};
  return {type: 'Redirection', fd, operator: '>>', target};
}
