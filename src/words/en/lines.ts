import type {Said} from '../said.ts';

/** What is said of a line of kubectl, whatever its verb. */
export const lines = {
  quoted: ({text}: {text: string}): string => `“${text}”`,
  type: ({line}: {line: string}): string => `Type: ${line}`,
  write: ({what}: {what: string}): string => `Write ${what}.`,
  writeItLike: ({example}: {example: string}): string => `Write it like: ${example}`,
  takes: ({values}: {values: string}): string => `It takes ${values}.`,
  tooLong: ({most}: {most: number}): string => `The line is longer than ${most} characters.`,
  seeHelp: ({line}: {line: string}): string => `See how it is written: ${line}`,
  controlCharacter: {message: 'The line has a control character in it.', next: 'Type it again by hand.'},
  nothingYet: {message: 'There is no command yet.', next: 'Type: kubectl get pods'},
  beginsWithVerb: 'A line begins with a verb.',
  verbs: ({verbs}: {verbs: string}): string => `The verbs are ${verbs}.`,

  types: {
    none: ({type}: {type: string}): string => `There is no resource type ${type} here.`,
    all: ({types}: {types: string}): string => `The types are ${types} and all.`,
    ofCluster: 'It is of the whole cluster, which is not yours to see. Which types there are: kubectl api-resources',
    rightsOfCluster:
      'It is of the whole cluster, which is not yours to see. Your own are: kubectl get roles,rolebindings',
    nameBehind: ({name}: {name: string}): string => `A name stands behind its type, such as pod/${name}.`,
    didYouMean: ({nearest}: {nearest: string}): string => `Did you mean ${nearest}?`,
    several: ({name, such}: {name: string; such: string}): Said => ({
      message: `${name} stands for several types; one is needed here.`,
      next: `Name one, such as ${such}.`,
    }),
    mixed: {
      message: 'TYPE/NAME arguments stand alone, without a type in front.',
      next: 'Write pod/NAME, or pod NAME.',
    },
    slash: {message: 'An argument with a slash has one type and one name.', next: 'Write pod/NAME.'},
    beforeSubstitution: {
      message: 'A type must stand before the $(…) that gives a name.',
      next: 'Write pod $(…), or node $(…).',
    },
  },

  names: {
    placeholder: ({name}: {name: string}): Said => ({
      message: `${name} stands for a name of your own.`,
      next: 'Write the name in its place; see what there is: kubectl get all',
    }),
    notOne: ({name}: {name: string}): string => `${name} cannot be the name of an object.`,
    lowerCase: ({name}: {name: string}): string => `Names are in lower case: ${name}`,
    characters: 'Names have lower-case letters, digits, dots and hyphens.',
    label: 'To choose by a label, write it behind -l: -l app=nginx',
    writeImage: 'Write the name of an image in its place, such as nginx.',
    writeNumber: 'Write a number in its place.',
    tooMany: ({most}: {most: number}): string => `That is more than ${most} objects in one command.`,
    sayWhich: 'Say which object, by its type and name.',
    container: '-c takes the name of a container.',
    podOrMaker: {
      message: 'Only a Pod, or what makes Pods, has containers to reach.',
      next: 'Write pod/NAME, daemonset/NAME, deploy/NAME or rs/NAME.',
    },
    onlySubstitution: ({understood}: {understood: string}): string =>
      `Of $(…), only ${understood} is understood, as the whole name of an object.`,
    whereToLookUp: ({namespace}: {namespace: string}): string =>
      `Nothing is said of the namespace in $(…), and a shell would not look in ${namespace} there.`,
    lookUp: 'Look the name up with kubectl get, and type it.',
  },

  files: {
    noText: ({path}: {path: string}): string => `The lab has no file or folder ${path}.`,
    onlyLabs: ({path}: {path: string}): Said => ({
      message: `Only the lab’s own files can be used with -f, not ${path}.`,
      next: 'Use /apply, which takes YAML of your own, pasted or as a file.',
    }),
    none: ({path}: {path: string}): string => `The lab has no file or folder ${path} with manifests in it.`,
    nearest: ({paths}: {paths: string}): string =>
      `The nearest that it has: ${paths}. YAML of your own goes through /apply.`,
    labHasNone: 'This lab has no files. YAML of your own goes through /apply.',
    tooMany: ({most}: {most: number}): string => `-f takes at most ${most} paths.`,
  },

  values: {
    time: ({flag, given}: {flag: string; given: string}): string => `${flag} takes a time, not ${given}.`,
    wholeNumber: ({flag, least, given}: {flag: string; least: number; given: string}): string =>
      `${flag} takes a whole number from ${least}, not ${given}.`,
    trueOrFalse: ({flag, given}: {flag: string; given: string}): string => `${flag} takes true or false, not ${given}.`,
    missing: ({flag}: {flag: string}): string => `A value is missing after ${flag}.`,
    notTaken: ({flag, given}: {flag: string; given: string}): string => `${flag} does not take ${given}.`,
    fieldSelector: ({given}: {given: string}): Said => ({
      message: `The field selector ${given} is not valid.`,
      next: 'Write it like involvedObject.name=web, or status.phase!=Running.',
    }),
    nameAndFieldSelector: 'A name and --field-selector cannot go together.',
    fieldsOfNodes: {
      message: 'Nodes are not selected by their fields here.',
      next: 'Select them by their labels, with -l.',
    },
    sortBy: ({given}: {given: string}): Said => ({
      message: `--sort-by takes the path of a field, not ${given}.`,
      next: 'Write --sort-by=.metadata.creationTimestamp, or --sort-by=.lastTimestamp for events.',
    }),
    sortsOneList: '--sort-by sorts one list, of one type.',
    nameAndSelector: 'A name and a selector (-l) cannot go together.',
    nameAndAll: 'A name and --all cannot go together.',
    neitherKeyNorValue: ({given}: {given: string}): string => `${given} is neither key=value nor key-.`,
  },
};
