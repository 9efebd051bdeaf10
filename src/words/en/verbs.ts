import type {Said} from '../said.ts';

/** What is said of the words of one verb. */
export const verbs = {
  annotate: {
    notThis: ({kind}: {kind: string}): string => `A ${kind} cannot be annotated here.`,
    sayWhich: 'Say which annotations to set.',
    setAndRemoved: 'An annotation cannot be set and removed in one command.',
  },
  apply: {
    extra: ({given}: {given: string}): string => `apply does not take ${given}; files are named with -f.`,
    sayWhich: 'Say which file or folder to apply, with -f.',
    labHasNone: 'This lab has none; use /apply for YAML of your own.',
  },
  create: {
    sayWhat: 'Say what to create: a file, with -f, or a kind and a name.',
    sayWhichOf: ({given}: {given: string}): string => `Say which kind of ${given} to create.`,
    none: ({given}: {given: string}): string => `create does not make ${given} from a line here.`,
    podIsRun: 'Write run NAME --image=IMAGE to make a Pod.',
    filesSay: ({given}: {given: string}): Said => ({
      message: `With -f, what to create is in the file, so ${given} is not taken.`,
      next: 'Leave it out; files are named with -f each.',
    }),
    flag: ({what, flag}: {what: string; flag: string}): string => `create ${what} does not take ${flag}.`,
    nameMissing: 'Say what it is to be called.',
    oneName: ({given}: {given: string}): string => `One name is enough; ${given} is one word too many.`,
    newName: 'What is made has a name of its own, not the one of something else.',
    noCommand: 'Nothing of it runs a command, so nothing stands behind --.',
    oneImage: 'A Job of a line has one container, so one image.',
    scheduleMissing: 'Say when it is to run, with --schedule.',
    selectorMissing: 'Say which Pods it is for, with --selector.',
    boundMissing: 'Say how many Pods have to stay, with --min-available, or how many may go, with --max-unavailable.',
    oneBound: '--min-available and --max-unavailable do not go together.',
    bound: ({flag, given}: {flag: string; given: string}): string =>
      `${flag} takes a number of Pods or a share such as 50%, not ${given}.`,
    hard: ({given}: {given: string}): string => `--hard takes RESOURCE=AMOUNT with commas between them, not ${given}.`,
    scope: ({given}: {given: string}): string => `--scopes does not take ${given} here.`,
    ruleMissing: 'Say what goes where, with --rule, or where all of it goes, with --default-backend.',
    rule: ({given}: {given: string}): string => `--rule takes HOST/PATH=SERVICE:PORT, not ${given}.`,
    defaultBackend: ({given}: {given: string}): string => `--default-backend takes SERVICE:PORT, not ${given}.`,
    verbMissing: 'Say what may be done, with --verb.',
    resourceMissing: 'Say with what it may be done, with --resource.',
    oneRole: 'Say which Role is given, with --role, and no other.',
    account: ({given}: {given: string}): string => `--serviceaccount takes NAMESPACE:NAME, not ${given}.`,
    fromAlone: '--from takes the image and the command of the CronJob, so none stands beside it.',
    jobFrom: ({given}: {given: string}): string => `--from takes cronjob/NAME, not ${given}.`,
    tlsMissing: 'Say in which files the certificate and its key are, with --cert and --key.',
    notPem: ({flag, given}: {flag: string; given: string}): string =>
      `${flag} takes a file with PEM, and ${given} is none.`,
    registryMissing: 'Say who logs in, with --docker-username and --docker-password.',
    imageMissing: 'Say which image to run, with --image.',
    noImage: ({given}: {given: string}): string => `${given} cannot be the name of an image.`,
    tooMany: ({most}: {most: number}): string => `That is more than ${most} images.`,
    tooManyOf: ({flag, most}: {flag: string; most: number}): string => `${flag} is taken ${most} times at most.`,
    imagesAndCommand: {
      message: 'With several images a command could be for any of them.',
      next: 'Leave out the command, or all images but one.',
    },
    port: ({flag, given}: {flag: string; given: string}): string =>
      `${flag} takes a port from 1 to 65535, not ${given}.`,
    tcpMissing: 'Say which port it is for, with --tcp.',
    portPair: ({given}: {given: string}): string => `--tcp takes a port, or PORT:TARGET, not ${given}.`,
    targetPort: ({flag, given}: {flag: string; given: string}): Said => ({
      message: `${flag} leads to a port or to the name of one, not to ${given}.`,
      next: 'Write a number, or up to 15 small letters, digits and hyphens.',
    }),
    key: ({given, kind}: {given: string; kind: string}): Said => ({
      message: `${given} cannot be a key of a ${kind}.`,
      next: 'Keys have letters, digits, - _ and dots.',
    }),
    keyTwice: ({key, name}: {key: string; name: string}): string => `${name} would have the key ${key} twice.`,
    tooManyKeys: ({most}: {most: number}): string => `That is more than ${most} keys.`,
    envFileAlone: '--from-env-file does not go with --from-file and --from-literal.',
    envFileIsFolder: ({given}: {given: string}): string => `--from-env-file takes one file, and ${given} is a folder.`,
    fileSource: ({given}: {given: string}): Said => ({
      message: `--from-file takes a path, or KEY=PATH, not ${given}.`,
      next: 'Write --from-file=specs/FILE.yaml.',
    }),
    keyOfFolder: 'A folder gives one key for each of its files, so none is named.',
    pair: ({flag, given}: {flag: string; given: string}): string => `${flag} takes KEY=VALUE, not ${given}.`,
    variable: ({given}: {given: string}): Said => ({
      message: `${given} cannot be the name of a variable.`,
      next: 'Names have letters, digits, - _ and dots, and no digit in front.',
    }),
  },
  autoscale: {
    notThis: ({kind, others}: {kind: string; others: string}): string =>
      `A ${kind} has no replicas that could be scaled; ${others} have.`,
    sayMost: 'Say how many Pods there may be at the most, with --max.',
    minAboveMax: ({min, max}: {min: number; max: number}): string => `--min=${min} is more than --max=${max}.`,
    oneCpu: '--cpu-percent and --cpu say the same, and do not go together.',
    usage: ({flag, given}: {flag: string; given: string}): string =>
      `${flag} takes a share such as 50% or an amount, not ${given}.`,
  },
  diff: {sayWhich: 'Say which file or folder to compare, with -f.'},
  replace: {sayWhich: 'Say which file, with -f.'},
  auth: {
    canIOnly: ({given}: {given: string | undefined}): string =>
      given === undefined ? 'Say what to ask about your rights.' : `auth ${given} is not supported; auth can-i is.`,
    sayWhat: 'Ask with a verb and a type.',
    listAlone: '--list stands alone: it says all that you may.',
    listIsOwn:
      '--list says what you may yourself; for an account, ask about one verb and one type, or look at its Roles.',
    pathIsOwn: 'An account has rights in your namespace, and such a path is of the whole cluster.',
    ownAccounts: ({given}: {given: string}): string =>
      `--as takes a ServiceAccount of your own sandbox here, not ${given}.`,
    noVerb: ({given}: {given: string}): string => `${given} cannot be a verb of the API.`,
    noResource: ({given}: {given: string}): string => `${given} is nothing that one could have rights to.`,
  },
  config: {
    notThis: ({given}: {given: string | undefined}): string =>
      given === undefined
        ? 'Say what you want to know of your configuration.'
        : `config ${given} is not supported: your sandbox decides the cluster and who you are.`,
    extra: ({action, given}: {action: string; given: string}): string => `config ${action} does not take ${given}.`,
    oneContext: 'There is one context, labrador: your sandbox. It is the current one, and nothing has to be switched.',
    sayWhich: 'Say which context.',
    sayNamespace: 'Of your context, nothing but the namespace could be set, with --namespace.',
  },
  delete: {
    notThis: ({type, types}: {type: string; types: string}): Said => ({
      message: `Objects of the type ${type} cannot be deleted here.`,
      next: `You can delete ${types}.`,
    }),
    ownByName: 'What you made of your own goes by its name: delete TYPE NAME.',
    fileSays: 'With -f, what to delete is in the file: leave out types, names, -l and --all.',
    sayWhat: {message: 'Say what to delete.', next: 'Write delete pod NAME, or delete -f PATH.'},
    selectorAndAll: '-l and --all cannot go together.',
    fieldSelectorAndAll: '--field-selector and --all cannot go together.',
    byNameAlone: ({given}: {given: string}): Said => ({
      message: `${given} stands for ReplicaSets here, those of Deployments among them, and not all of them can be meant.`,
      next: 'Write delete rs NAME.',
    }),
    sayWhich: {
      message: 'Say which objects to delete: names, a selector (-l) or --all.',
      next: 'Write delete pod NAME, or delete pods -l app=nginx.',
    },
  },
  describe: {
    sayWhat: {message: 'Say what to describe.', next: 'Type: kubectl describe pods'},
    notThis: ({type}: {type: string}): Said => ({
      message: `describe does not know ${type} here.`,
      next: `Write get ${type} -o yaml.`,
    }),
  },
  events: {
    extra: ({given}: {given: string}): Said => ({
      message: `events does not take ${given}.`,
      next: 'Write events, or events --for pod/NAME.',
    }),
    forWhat: ({given}: {given: string}): Said => ({
      message: `--for takes a type and a name, not ${given}.`,
      next: 'Write --for pod/NAME.',
    }),
  },
  takesNoArguments: ({verb, given}: {verb: string; given: string}): string => `${verb} does not take ${given}.`,
  explain: {
    sayWhat: 'Say which type to explain, or which field of it.',
    oneOnly: 'One type or field is explained at a time.',
    notAPath: ({given}: {given: string}): string => `${given} is no type, and no field of one.`,
  },
  clusterInfo: {dump: 'All of the cluster is not for learners to read.'},
  cp: {
    example: 'Write it like: cp POD:/etc/hosts hosts',
    noOwnFiles: 'Only a learner has files of their own to copy into.',
    toNowhere: ({file}: {file: string}): string => `A copy is a file of yours here, and ${file} is none.`,
    noName: ({file}: {file: string}): string => `${file} cannot be the name of a file of yours.`,
    podAlone: ({given}: {given: string}): string =>
      `cp takes a Pod by its name alone; ${given} would be a Pod in a namespace that is called so.`,
    folder: 'kubectl would copy the folder and all that is in it; here it is one file at a time.',
    tooLarge: ({most}: {most: number}): string =>
      `kubectl would copy it whatever its size; here it is texts of up to ${most} characters.`,
    files: ({names}: {names: string}): string =>
      names === '' ? 'There is no file yet; to make one: echo hello > hello.txt' : `Files that there are: ${names}`,
  },
  exec: {
    sayWhere: {message: 'Say where to run the command.', next: 'Write it like: exec daemonset/NAME -- ls'},
    dashesMissing: 'A -- must stand before the command.',
    sayWhich: 'Say which command to run, after a --.',
    tooManyWords: 'The command has too many words.',
    substitution: '$(…) is understood only where the name of an object stands.',
    noTerminal: 'There is no terminal here for a shell to talk to; run a command instead.',
    empty: 'The command after the -- is empty.',
  },
  expose: {
    notThis: ({kind}: {kind: string}): string =>
      `expose takes no ${kind}: create service clusterip NAME --tcp=80 makes a Service for Pods with the label app=NAME.`,
    one: 'expose makes a Service for one object at a time.',
  },
  get: {
    sayWhat: {message: 'Say what to get.', next: 'Type: kubectl get pods'},
    labelsAndOutput: ({output}: {output: string}): string => `--show-labels cannot be used with -o ${output}.`,
    labelColumnsAndOutput: ({output}: {output: string}): string => `--label-columns cannot be used with -o ${output}.`,
    watchAndOutput: ({output}: {output: string}): string => `--watch cannot be used with -o ${output} here.`,
    watchesOne: {
      message: '--watch follows one type or one object, not several.',
      next: 'Follow one of them, such as: kubectl get pods --watch',
    },
    watchAndSelection: '--watch cannot be used with --field-selector or --sort-by here.',
    output: ({given, outputs}: {given: string; outputs: string}): Said => ({
      message: `The output format ${given} is not supported.`,
      next: `-o takes ${outputs}.`,
    }),
  },
  label: {
    example: ({objects}: {objects: string}): string => `Write label ${objects} key=value, or key- to remove it.`,
    tooMany: ({most}: {most: number}): string => `That is more than ${most} labels.`,
    sayWhat: 'Say what to label.',
    notThis: ({types}: {types: string}): Said => ({
      message: `Labels are set on ${types} here.`,
      next: verbs.label.example({objects: 'node NAME'}),
    }),
    sayWhichObjects: 'Say which objects to label: names, a selector (-l) or --all.',
    notTogether: 'Names, a selector (-l) and --all cannot go together.',
    sayWhichLabel: 'Say which label to set.',
    key: ({given}: {given: string}): string => `${given} cannot be the key of a label.`,
    value: ({given}: {given: string}): Said => ({
      message: `${given} cannot be the value of a label.`,
      next: 'Values have up to 63 letters, digits, dots, hyphens and underscores.',
    }),
    setAndRemoved: 'A label cannot be set and removed in one command.',
  },
  logs: {
    lineCount: ({count}: {count: string}): string =>
      `-n names a namespace; how many lines to show is said by --tail=${count}.`,
    containerAndAll: 'error: --all-containers=true should not be specified with container name',
    leaveOneOut: 'Leave one of them out.',
    one: {message: 'logs takes one Pod, and one container of it.', next: 'Write logs NAME -c CONTAINER.'},
    podAndSelector: 'A Pod and a selector (-l) cannot go together.',
    podAndSelectorContainer: 'A Pod and a selector (-l) cannot go together; a container is named with -c.',
    nameOrSelector: 'Write logs NAME, or logs -l app=nginx.',
    sayWhose: {
      message: 'Say whose logs to show.',
      next: 'Write logs NAME, logs daemonset/NAME or logs -l app=nginx.',
    },
    substitution: '$(…) is not understood as the name of a container.',
    tail: ({given}: {given: string}): Said => ({
      message: `--tail takes a number of lines, not ${given}.`,
      next: 'Write --tail=20.',
    }),
  },
  patch: {
    notThis: ({kind}: {kind: string}): string => `A ${kind} cannot be patched here.`,
    sayWhat: 'Say what to change, with -p.',
    list: ({example}: {example: string}): Said => ({
      message: 'A patch of --type json is a list of operations.',
      next: `Such as ${example}`,
    }),
    mapping: 'A patch is a mapping of fields, in JSON or YAML.',
    quotesLost: 'Outside of single quotes the quotes of JSON are lost.',
    glued: ({key}: {key: string}): string => `In ${key} a space is missing behind the colon.`,
    unreadable: {
      message: 'The patch is neither valid JSON nor valid YAML.',
      next: 'Check the quotes, the braces and the colons; put the whole of it in single quotes.',
    },
  },
  rollout: {
    flag: ({action, flag}: {action: string; flag: string}): string => `rollout ${action} does not take ${flag}.`,
    noFlags: 'It takes no flags.',
    /** As a sentence lists those that are rolled out, or have replicas. */
    listed: ({kind}: {kind: string}): string => `a ${kind}`,
    notThis: ({kind, others}: {kind: string; others: string}): string => `A ${kind} is not rolled out; ${others} are.`,
    typeIsAll: ({flag}: {flag: string}): string => `rollout does not take ${flag}: a type alone means all of it.`,
    sayWhat: 'Say what to do with the rollout.',
    none: ({given}: {given: string}): string => `There is no rollout ${given}.`,
  },
  run: {
    oneImage: 'run starts one container, so it takes one image.',
    trialAttached: {
      message: 'What is only tried prints nothing that could be shown.',
      next: 'Leave out --dry-run, or -i, -t and --attach.',
    },
    overrides: {
      message: '--overrides takes an object in JSON.',
      next: `Write it in single quotes: --overrides='{"spec":{"terminationGracePeriodSeconds":5}}'`,
    },
    overridesName: {
      message: '--overrides cannot make another object of it.',
      next: 'Leave out kind and metadata.name.',
    },
    ttyAlone: {message: '-t goes with -i.', next: 'Write -it.'},
    removeAlone: {
      message: '--rm takes away what is waited for, and this Pod would go on by itself.',
      next: 'Add -i, or delete it later: delete pod NAME.',
    },
    exposeAlone: {message: '--expose makes a Service, and that needs a port.', next: 'Add --port=80.'},
    noTerminal: ({name}: {name: string}): string =>
      `There is no terminal here for a shell to talk to. Start a Pod that stays, then run commands in it with exec ${name} -- COMMAND.`,
  },
  scale: {
    daemonSet: 'A DaemonSet has no replicas: it runs one Pod on each of its nodes.',
    notThis: ({kind, others}: {kind: string; others: string}): string => `A ${kind} has no replicas; ${others} have.`,
    sayHowMany: 'Say how many replicas there are to be.',
  },
  set: {
    sayWhat: 'Say what to set.',
    unknown: ({given}: {given: string}): string => `kubectl set ${given} is not supported.`,
    known: ({names, example}: {names: string; example: string}): string =>
      `set takes ${names}, such as: ${example}; for all else use /edit, which opens an object in a window.`,
    flag: ({what, flag}: {what: string; flag: string}): string => `set ${what} does not take ${flag}.`,
    sayVariables: 'Say which variables to set, or --list to see them.',
    setAndRemoved: 'A variable cannot be set and removed in one command.',
    keysAlone: {message: '--keys chooses keys of what --from names.', next: 'Add --from=configmap/NAME.'},
    from: ({given}: {given: string}): string => `--from takes a ConfigMap, not ${given}.`,
    sayAmounts: 'Say how much, with --limits or --requests.',
    amount: ({flag, given}: {flag: string; given: string}): string => `${flag} takes RESOURCE=AMOUNT, not ${given}.`,
    sayWhich: 'Say which container gets which image.',
    container: ({given}: {given: string}): string => `${given} cannot be the name of a container.`,
    imageMissing: ({container}: {container: string}): string => `An image is missing after ${container}=.`,
    notThis: ({kind}: {kind: string}): string => `A ${kind} has no containers.`,
  },
  top: {
    sayWhat: 'Say whose use to show: of pods, or of nodes.',
    notThis: ({given}: {given: string}): string => `top shows the use of pods and of nodes, not of ${given}.`,
    one: ({given}: {given: string}): string => `One name is enough; ${given} is one word too many.`,
    flag: ({type, flag}: {type: string; flag: string}): string => `top ${type} does not take ${flag}.`,
    nameOrSelector: 'A name and a selector (-l) cannot go together.',
    notMeasured: 'Use is not measured in this cluster; write describe pod NAME to see what it asks for and its limits.',
    soon: 'What has just been made is measured within a minute or two: ask again then.',
  },
  version: {
    extra: ({given}: {given: string}): Said => ({
      message: `version does not take ${given}.`,
      next: 'Type: kubectl version',
    }),
  },
  wait: {
    sayFor: 'Say what to wait for, with --for.',
    sayWhat: 'Say what to wait for.',
    sayWhich: 'Say which objects to wait for: names, a selector (-l) or --all.',
    forValues: ({example}: {example: string}): string => `It takes create, delete, condition=NAME and ${example}.`,
    jsonPath: ({given, example}: {given: string; example: string}): Said => ({
      message: `The JSONPath ${given} is not understood.`,
      next: `Write it like: ${example}`,
    }),
  },
};
