const shells: ReadonlySet<string> = new Set(['sh', 'bash', 'ash', 'dash', 'zsh']);

/** Whether a shell would wait for somebody to type: it has neither a script nor `-c`. */
export function isBareShell([program = '', ...args]: readonly string[]): boolean {
  if (!shells.has(program.slice(program.lastIndexOf('/') + 1))) return false;
  return args.every((arg) => arg.startsWith('-') && (arg.startsWith('--') || !arg.includes('c')));
}
