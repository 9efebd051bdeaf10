interface Flag {
  /** As it was typed, with its hyphens. */
  readonly flag: string;
}

/** What is said of flags that are not taken. */
export const flags = {
  twoHyphens: ({flag}: Flag): string => `Two hyphens stand before ${flag}.`,
  substitution: '$(…) is understood only where the name of an object stands, not in a flag.',
  unknown: ({verb, flag}: Flag & {verb: string}): string => `${verb} does not take ${flag} here.`,
  known: ({verb, flags}: {verb: string; flags: string}): string => `${verb} takes ${flags}.`,
  knownNone: ({verb}: {verb: string}): string => `${verb} takes no flags.`,

  /** Why one is refused. */
  refused: {
    replaceForce: ({flag}: Flag): string =>
      `${flag} would delete the objects and make them anew, which is not done in one here.`,
    sandboxDecides: ({flag}: Flag): string =>
      `Your sandbox decides the cluster, the namespace and who you are, so ${flag} is not taken.`,
    otherContext: ({flag, context}: Flag & {context: string}): string =>
      `There is one context here, ${context}: your sandbox, so ${flag} is not taken with another.`,
    notNeeded: ({flag}: Flag): string => `It is not needed here, so ${flag} is not taken.`,
    onceOnly: ({flag}: Flag): string => `Output is shown once here, not followed, so ${flag} is not taken.`,
    byName: ({flag}: Flag): string => `The object is named by TYPE/NAME here, so ${flag} is not taken.`,
    noSubfolders: ({flag}: Flag): string => `Folders are read without their subfolders here, so ${flag} is not taken.`,
    formatsOfGet: ({flag}: Flag): string => `Only get has other formats here, so ${flag} is not taken.`,
    getFollows: ({flag}: Flag): string => `Only get and logs follow what happens here, so ${flag} is not taken.`,
    timeIsDecided: ({flag}: Flag): string => `How long a command may take is decided here, so ${flag} is not taken.`,
    noTrial: ({flag}: Flag): string => `It is not tried out here, only done, so ${flag} is not taken.`,
    noKustomize: ({flag}: Flag): string => `There is no kustomize here, so ${flag} is not taken.`,
    namesAndLabels: ({flag}: Flag): string =>
      `Objects are chosen by their names and labels here, so ${flag} is not taken.`,
    wholeObjects: ({flag}: Flag): string => `Only whole objects are read and changed here, so ${flag} is not taken.`,
    onlyNamed: ({flag}: Flag): string => `Only what is named is changed here, so ${flag} is not taken.`,
    allInFiles: ({flag}: Flag): string => `All that is in the files is applied, so ${flag} is not taken.`,
    firstWhatIs: ({flag}: Flag): string => `What is there is shown first here, so ${flag} is not taken.`,
    logsAsWritten: ({flag}: Flag): string =>
      `Logs are shown as they are written, from the first line or with --tail from the last ones, so ${flag} is not taken.`,
    onePod: ({flag}: Flag): string => `run makes one Pod, so ${flag} is not taken.`,
    notOfRun: ({flag}: Flag): string => `run has no flag for that any more, so ${flag} is not taken.`,
    namesOfValues: ({flag}: Flag): string =>
      `What a variable refers to is shown by its name here, so ${flag} is not taken.`,
  },

  /** What to do without it. */
  next: {
    replaceForce: 'Write delete -f FILE, then create -f FILE.',
    writeName: 'Write the type and the name, such as daemonset/NAME.',
    atOnce: 'Without the flag it is done at once.',
    completeYaml: 'Use /apply for YAML that is complete.',
    namesOrLabel: 'Write their names, or -l app=nginx.',
    seeYaml: 'See one with get TYPE NAME -o yaml.',
    deleteOthers: 'Delete the others with delete TYPE NAME.',
    nameFiles: 'Name the files that you want with -f.',
    createDeployment: 'Write create deployment NAME --image=IMAGE --replicas=2.',
    override:
      'Write the field after --overrides, or print the Pod with --dry-run=client -o yaml and change it in /apply.',
    listThem: 'Write set env TYPE/NAME --list to see them.',
  },
};
