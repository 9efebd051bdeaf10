/** What is said of lines that are for another program. */
export const otherPrograms = {
  noVerb: ({given}: {given: string}): string => `There is no verb ${given}.`,
  wholeInQuotes: 'The whole of a line does not stand in quotes.',
  yaml: {
    message: 'This is a manifest and no command.',
    next: 'Use /apply, which takes YAML of your own, pasted or as a file.',
  },
  slashCommand: ({command}: {command: string}): string => `${command} is a command of its own, beside /kubectl.`,
  useCommand: ({command}: {command: string}): string => `Use ${command} in place of /kubectl.`,
  notKubectl: ({given}: {given: string}): string => `${given} is no program; kubectl is.`,

  /** What to do here in place of the programs that people have in a terminal. */
  instead: {
    browser: 'Use /browse to see the page that a Service serves, or write exec NAME -- curl ADDRESS.',
    editor: 'Use /edit to change an object in a window, or /apply for YAML of your own.',
    files: 'The files of the lab are used by their paths: apply -f PATH. Your own go through /apply.',
    inContainer: 'There is no way to do that here; write exec NAME -- COMMAND to run something in a container.',
    nothingToDo: 'There is no need for it here.',
    containers: 'Containers are in Pods here: get pods, logs NAME and exec NAME -- COMMAND show them.',
    lineByLine: 'Nothing is repeated here: send each line by itself.',
    tools: 'There is no way to do that here: of the tools for Kubernetes there is kubectl.',
  },
};
