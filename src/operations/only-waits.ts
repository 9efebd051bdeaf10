/** Programs that change nothing: what stands beside one that waits, in a script that only waits. */
const harmless: ReadonlySet<string> = new Set([':', 'date', 'echo', 'hostname', 'printf', 'true']);
const shells: ReadonlySet<string> = new Set(['sh', 'bash', 'ash', 'dash']);

/** A loop whose condition always holds. */
const endlessLoop =
  /(?:^|[;&\n\s])(?:while\s+(?:true|:|\[\s*1\s*\]|\(\(\s*1\s*\)\)|sleep\s+[\w.]+)|until\s+false|for\s*\(\(\s*;\s*;\s*\)\))\s*(?:;|\n)\s*do\s/u;
/** What can end such a loop from within. */
const leavesLoop = /(?:^|[;&|{(\n\s])(?:break|exit|return|exec|kill)(?:$|[;&|})\n\s])/u;
/** What more than a row of simple commands is written with. */
const compound = /[|&<>(){}$`\\#]/u;

/**
 * Whether a program that is run in a container does nothing but let time pass, or has no end of its own: nobody who types the
 * next line can mean it to come after that. By its words, and where they leave a doubt it is not.
 */
export function onlyWaits([program = '', ...args]: readonly string[]): boolean {
  const name = program.slice(program.lastIndexOf('/') + 1);
  if (shells.has(name)) {
    const [flag = '', script, ...more] = args;
    return /^-[a-z]*c$/u.test(flag) && script !== undefined && more.length === 0 && scriptOnlyWaits(script);
  }
  return isWaiting(name, args);
}

function scriptOnlyWaits(script: string): boolean {
  if (endlessLoop.test(script)) return !leavesLoop.test(script);
  const simple = script.replaceAll('&&', ';');
  if (compound.test(simple)) return false;
  const commands = simple
    .split(/[;\n]/u)
    .map((part) => part.trim().split(/\s+/u))
    .filter(([name]) => name !== '');
  return (
    commands.some(([name = '', ...args]) => isWaiting(name, args)) &&
    commands.every(([name = '', ...args]) => harmless.has(name) || isWaiting(name, args))
  );
}

function isWaiting(name: string, args: readonly string[]): boolean {
  switch (name) {
    case 'sleep':
      return true;
    case 'tail':
      return args.some((arg) => /^(?:-[a-zA-Z0-9]*[fF]\d*|--follow(?:=.*)?)$/u.test(arg));
    case 'watch':
      return true;
    case 'top':
      return !args.some((arg) => /^-[a-zA-Z]*n/u.test(arg));
    case 'ping':
      return !args.some((arg) => /^-[a-zA-Z]*[cw]/u.test(arg));
    default:
      return false;
  }
}
