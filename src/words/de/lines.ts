import type {Words} from '../en/en.ts';

export const lines: Words['lines'] = {
  quoted: ({text}) => `„${text}“`,
  type: ({line}) => `Tippe: ${line}`,
  write: ({what}) => `Schreib ${what}.`,
  writeItLike: ({example}) => `Schreib es so: ${example}`,
  takes: ({values}) => `Möglich sind ${values}.`,
  tooLong: ({most}) => `Die Zeile ist länger als ${most} Zeichen.`,
  seeHelp: ({line}) => `Sieh nach, wie man es schreibt: ${line}`,
  controlCharacter: {message: 'In der Zeile steht ein Steuerzeichen.', next: 'Tippe sie noch einmal von Hand.'},
  nothingYet: {message: 'Es ist noch kein Befehl da.', next: 'Tippe: kubectl get pods'},
  beginsWithVerb: 'Eine Zeile beginnt mit einem Verb.',
  verbs: ({verbs}) => `Die Verben sind ${verbs}.`,

  types: {
    none: ({type}) => `Einen Ressourcentyp ${type} gibt es hier nicht.`,
    all: ({types}) => `Die Typen sind ${types} und all.`,
    ofCluster: 'Den gibt es für den ganzen Cluster, der nicht deiner ist. Welche Typen es gibt: kubectl api-resources',
    rightsOfCluster:
      'Den gibt es für den ganzen Cluster, der nicht deiner ist. Deine eigenen: kubectl get roles,rolebindings',
    nameBehind: ({name}) => `Ein Name steht hinter seinem Typ, zum Beispiel pod/${name}.`,
    didYouMean: ({nearest}) => `Meintest du ${nearest}?`,
    several: ({name, such}) => ({
      message: `${name} steht für mehrere Typen; hier wird ein einziger gebraucht.`,
      next: `Nenne einen, zum Beispiel ${such}.`,
    }),
    mixed: {
      message: 'Angaben wie TYPE/NAME stehen allein, ohne einen Typ davor.',
      next: 'Schreib pod/NAME oder pod NAME.',
    },
    slash: {
      message: 'Eine Angabe mit Schrägstrich hat einen Typ und einen Namen.',
      next: 'Schreib pod/NAME.',
    },
    beforeSubstitution: {
      message: 'Vor dem $(…), das einen Namen liefert, muss ein Typ stehen.',
      next: 'Schreib pod $(…) oder node $(…).',
    },
  },

  names: {
    placeholder: ({name}) => ({
      message: `${name} steht für einen Namen, den du selbst einsetzt.`,
      next: 'Schreib den Namen an diese Stelle; sieh nach, was es gibt: kubectl get all',
    }),
    notOne: ({name}) => `${name} kann nicht der Name eines Objekts sein.`,
    lowerCase: ({name}) => `Namen sind kleingeschrieben: ${name}`,
    characters: 'Namen bestehen aus Kleinbuchstaben, Ziffern, Punkten und Bindestrichen.',
    label: 'Um nach einem Label auszuwählen, schreib es hinter -l: -l app=nginx',
    writeImage: 'Schreib den Namen eines Images an diese Stelle, zum Beispiel nginx.',
    writeNumber: 'Schreib eine Zahl an diese Stelle.',
    tooMany: ({most}) => `Das sind mehr als ${most} Objekte in einem Befehl.`,
    sayWhich: 'Sag, welches Objekt gemeint ist, mit Typ und Namen.',
    container: 'Nach -c steht der Name eines Containers.',
    podOrMaker: {
      message: 'Nur ein Pod, oder was Pods erzeugt, hat Container, die sich erreichen lassen.',
      next: 'Schreib pod/NAME, daemonset/NAME, deploy/NAME oder rs/NAME.',
    },
    onlySubstitution: ({understood}) =>
      `Von $(…) wird nur ${understood} verstanden, und nur als ganzer Name eines Objekts.`,
    whereToLookUp: ({namespace}) =>
      `In $(…) steht kein Namespace, und eine Shell würde dort nicht in ${namespace} nachsehen.`,
    lookUp: 'Sieh den Namen mit kubectl get nach und tippe ihn.',
  },

  files: {
    noText: ({path}) => `Das Lab hat keine Datei und keinen Ordner ${path}.`,
    onlyLabs: ({path}) => ({
      message: `Mit -f gehen nur die Dateien des Labs, nicht ${path}.`,
      next: 'Nimm /apply: Es nimmt dein eigenes YAML, eingefügt oder als Datei.',
    }),
    none: ({path}) => `Das Lab hat keine Datei und keinen Ordner ${path} mit Manifesten darin.`,
    nearest: ({paths}) => `Am nächsten kommen: ${paths}. Dein eigenes YAML geht über /apply.`,
    labHasNone: 'Dieses Lab hat keine Dateien. Dein eigenes YAML geht über /apply.',
    tooMany: ({most}) => `-f nimmt höchstens ${most} Pfade.`,
  },

  values: {
    time: ({flag, given}) => `${flag} nimmt eine Zeitdauer, nicht ${given}.`,
    wholeNumber: ({flag, least, given}) => `${flag} nimmt eine ganze Zahl ab ${least}, nicht ${given}.`,
    trueOrFalse: ({flag, given}) => `${flag} nimmt true oder false, nicht ${given}.`,
    missing: ({flag}) => `Nach ${flag} fehlt ein Wert.`,
    notTaken: ({flag, given}) => `${flag} nimmt ${given} nicht.`,
    fieldSelector: ({given}) => ({
      message: `Der Feld-Selektor ${given} ist nicht gültig.`,
      next: 'Schreib ihn so: involvedObject.name=web, oder status.phase!=Running.',
    }),
    nameAndFieldSelector: 'Ein Name und --field-selector gehen nicht zusammen.',
    fieldsOfNodes: {
      message: 'Nodes werden hier nicht nach ihren Feldern ausgewählt.',
      next: 'Wähle sie mit -l nach ihren Labels aus.',
    },
    sortBy: ({given}) => ({
      message: `--sort-by nimmt den Pfad eines Feldes, nicht ${given}.`,
      next: 'Schreib --sort-by=.metadata.creationTimestamp, oder --sort-by=.lastTimestamp für Events.',
    }),
    sortsOneList: '--sort-by sortiert eine einzige Liste, von einem einzigen Typ.',
    nameAndSelector: 'Ein Name und ein Selektor (-l) gehen nicht zusammen.',
    nameAndAll: 'Ein Name und --all gehen nicht zusammen.',
    neitherKeyNorValue: ({given}) => `${given} ist weder key=value noch key-.`,
  },
};
