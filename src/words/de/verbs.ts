import type {Words} from '../en/en.ts';

export const verbs: Words['verbs'] = {
  annotate: {
    notThis: ({kind}) => `Objekte der Art ${kind} lassen sich hier nicht annotieren.`,
    sayWhich: 'Sag, welche Annotationen gesetzt werden sollen.',
    setAndRemoved: 'Eine Annotation lässt sich nicht in einem Befehl setzen und entfernen.',
  },
  apply: {
    extra: ({given}) => `apply nimmt ${given} nicht; Dateien werden mit -f genannt.`,
    sayWhich: 'Sag mit -f, welche Datei oder welcher Ordner angewendet werden soll.',
    labHasNone: 'Dieses Lab hat keine; nimm /apply für dein eigenes YAML.',
  },
  create: {
    sayWhat: 'Sag, was entstehen soll: der Inhalt einer Datei (mit -f) oder eine Art mit einem Namen.',
    sayWhichOf: ({given}) => `Sag, welche Art von ${given} entstehen soll.`,
    none: ({given}) => `Aus einer Zeile macht create hier kein ${given}.`,
    podIsRun: 'Schreib run NAME --image=IMAGE für einen Pod.',
    filesSay: ({given}) => ({
      message: `Mit -f steht in der Datei, was entstehen soll; ${given} gehört nicht dazu.`,
      next: 'Lass es weg; jede Datei wird mit -f genannt.',
    }),
    flag: ({what, flag}) => `create ${what} kennt ${flag} nicht.`,
    nameMissing: 'Sag, wie es heißen soll.',
    oneName: ({given}) => `Ein Name genügt; ${given} ist ein Wort zu viel.`,
    newName: 'Was entsteht, hat einen eigenen Namen, nicht den von etwas anderem.',
    noCommand: 'Davon führt nichts einen Befehl aus, also steht nichts hinter --.',
    oneImage: 'Ein Job aus einer Zeile hat einen Container, also ein Image.',
    scheduleMissing: 'Sag mit --schedule, wann er laufen soll.',
    selectorMissing: 'Sag mit --selector, für welche Pods es ist.',
    boundMissing:
      'Sag mit --min-available, wie viele Pods bleiben müssen, oder mit --max-unavailable, wie viele gehen dürfen.',
    oneBound: '--min-available und --max-unavailable gehen nicht zusammen.',
    bound: ({flag, given}) => `${flag} nimmt eine Anzahl von Pods oder einen Anteil wie 50%, nicht ${given}.`,
    hard: ({given}) => `--hard nimmt RESSOURCE=MENGE, mit Kommas dazwischen, nicht ${given}.`,
    scope: ({given}) => `--scopes nimmt ${given} hier nicht.`,
    ruleMissing: 'Sag mit --rule, was wohin geht, oder mit --default-backend, wohin alles geht.',
    rule: ({given}) => `--rule nimmt HOST/PFAD=SERVICE:PORT, nicht ${given}.`,
    defaultBackend: ({given}) => `--default-backend nimmt SERVICE:PORT, nicht ${given}.`,
    verbMissing: 'Sag mit --verb, was erlaubt ist.',
    resourceMissing: 'Sag mit --resource, womit es erlaubt ist.',
    oneRole: 'Sag mit --role, welche Role vergeben wird, und keine andere.',
    account: ({given}) => `--serviceaccount nimmt NAMESPACE:NAME, nicht ${given}.`,
    fromAlone: '--from nimmt Image und Befehl des CronJobs; daneben steht also keines.',
    jobFrom: ({given}) => `--from nimmt cronjob/NAME, nicht ${given}.`,
    tlsMissing: 'Sag mit --cert und --key, in welchen Dateien Zertifikat und Schlüssel sind.',
    notPem: ({flag, given}) => `${flag} nimmt eine Datei mit PEM, und ${given} ist keine.`,
    registryMissing: 'Sag mit --docker-username und --docker-password, wer sich anmeldet.',
    imageMissing: 'Sag mit --image, welches Image laufen soll.',
    noImage: ({given}) => `${given} kann kein Name eines Images sein.`,
    tooMany: ({most}) => `Das sind mehr als ${most} Images.`,
    tooManyOf: ({flag, most}) => `${flag} gilt höchstens ${most}-mal.`,
    imagesAndCommand: {
      message: 'Bei mehreren Images könnte ein Befehl für jedes davon sein.',
      next: 'Lass den Befehl weg oder alle Images bis auf eins.',
    },
    port: ({flag, given}) => `${flag} nimmt einen Port von 1 bis 65535, nicht ${given}.`,
    tcpMissing: 'Sag mit --tcp, für welchen Port er ist.',
    portPair: ({given}) => `--tcp nimmt einen Port oder PORT:TARGET, nicht ${given}.`,
    targetPort: ({flag, given}) => ({
      message: `${flag} führt zu einem Port oder dessen Namen, nicht zu ${given}.`,
      next: 'Schreib eine Zahl, oder bis zu 15 Kleinbuchstaben, Ziffern und Bindestriche.',
    }),
    key: ({given, kind}) => ({
      message: `${given} kann kein Schlüssel von ${kind} sein.`,
      next: 'Schlüssel haben Buchstaben, Ziffern, - _ und Punkte.',
    }),
    keyTwice: ({key, name}) => `${name} hätte den Schlüssel ${key} zweimal.`,
    tooManyKeys: ({most}) => `Das sind mehr als ${most} Schlüssel.`,
    envFileAlone: '--from-env-file geht nicht zusammen mit --from-file und --from-literal.',
    envFileIsFolder: ({given}) => `--from-env-file nimmt eine Datei, und ${given} ist ein Ordner.`,
    fileSource: ({given}) => ({
      message: `--from-file nimmt einen Pfad oder KEY=PATH, nicht ${given}.`,
      next: 'Schreib --from-file=specs/FILE.yaml.',
    }),
    keyOfFolder: 'Ein Ordner gibt je Datei einen Schlüssel, also wird keiner genannt.',
    pair: ({flag, given}) => `${flag} nimmt KEY=VALUE, nicht ${given}.`,
    variable: ({given}) => ({
      message: `${given} kann kein Name einer Variable sein.`,
      next: 'Namen haben Buchstaben, Ziffern, - _ und Punkte, und vorn keine Ziffer.',
    }),
  },
  autoscale: {
    notThis: ({kind, others}) => `Ein ${kind} hat keine Replicas, die sich skalieren ließen; ${others} haben welche.`,
    sayMost: 'Sag mit --max, wie viele Pods es höchstens sein dürfen.',
    minAboveMax: ({min, max}) => `--min=${min} ist mehr als --max=${max}.`,
    oneCpu: '--cpu-percent und --cpu sagen dasselbe und gehen nicht zusammen.',
    usage: ({flag, given}) => `${flag} nimmt einen Anteil wie 50% oder eine Menge, nicht ${given}.`,
  },
  diff: {sayWhich: 'Sag mit -f, welche Datei oder welcher Ordner verglichen werden soll.'},
  replace: {sayWhich: 'Sag mit -f, welche Datei.'},
  auth: {
    canIOnly: ({given}) =>
      given === undefined
        ? 'Sag, was du über deine Rechte wissen willst.'
        : `auth ${given} gibt es hier nicht, auth can-i schon.`,
    sayWhat: 'Frag mit einem Verb und einem Typ.',
    listAlone: '--list steht allein: Es sagt alles, was du darfst.',
    listIsOwn:
      '--list sagt, was du selbst darfst; für ein Konto frag nach einem Verb und einem Typ, oder sieh dir seine Roles an.',
    pathIsOwn: 'Ein Konto hat Rechte in deinem Namespace, und so ein Pfad gehört zum ganzen Cluster.',
    ownAccounts: ({given}) => `--as nimmt hier einen ServiceAccount deiner eigenen Sandbox, nicht ${given}.`,
    noVerb: ({given}) => `${given} kann kein Verb der API sein.`,
    noResource: ({given}) => `${given} ist nichts, woran man Rechte haben könnte.`,
  },
  config: {
    notThis: ({given}) =>
      given === undefined
        ? 'Sag, was du von deiner Konfiguration wissen willst.'
        : `config ${given} gibt es hier nicht: Deine Sandbox legt den Cluster fest und wer du bist.`,
    extra: ({action, given}) => `config ${action} nimmt ${given} nicht.`,
    oneContext: 'Es gibt einen Kontext, labrador: deine Sandbox. Er ist der aktuelle, gewechselt werden muss nichts.',
    sayWhich: 'Sag, welcher Kontext.',
    sayNamespace: 'Von deinem Kontext ließe sich nur der Namespace setzen, mit --namespace.',
  },
  delete: {
    notThis: ({type, types}) => ({
      message: `Objekte vom Typ ${type} lassen sich hier nicht löschen.`,
      next: `Löschen kannst du ${types}.`,
    }),
    ownByName: 'Was du aus eigenem gemacht hast, geht mit seinem Namen: delete ART NAME.',
    fileSays: 'Mit -f steht in der Datei, was gelöscht wird: Lass Typen, Namen, -l und --all weg.',
    sayWhat: {message: 'Sag, was gelöscht werden soll.', next: 'Schreib delete pod NAME oder delete -f PATH.'},
    selectorAndAll: '-l und --all gehen nicht zusammen.',
    fieldSelectorAndAll: '--field-selector und --all gehen nicht zusammen.',
    byNameAlone: ({given}) => ({
      message: `${given} steht hier für ReplicaSets, auch für die von Deployments, und alle können nicht gemeint sein.`,
      next: 'Schreib delete rs NAME.',
    }),
    sayWhich: {
      message: 'Sag, welche Objekte gelöscht werden sollen: mit Namen, einem Selektor (-l) oder --all.',
      next: 'Schreib delete pod NAME oder delete pods -l app=nginx.',
    },
  },
  describe: {
    sayWhat: {message: 'Sag, was beschrieben werden soll.', next: 'Tippe: kubectl describe pods'},
    notThis: ({type}) => ({
      message: `describe kennt ${type} hier nicht.`,
      next: `Schreib get ${type} -o yaml.`,
    }),
  },
  events: {
    extra: ({given}) => ({
      message: `events nimmt ${given} nicht.`,
      next: 'Schreib events oder events --for pod/NAME.',
    }),
    forWhat: ({given}) => ({
      message: `--for nimmt einen Typ und einen Namen, nicht ${given}.`,
      next: 'Schreib --for pod/NAME.',
    }),
  },
  takesNoArguments: ({verb, given}) => `${verb} nimmt ${given} nicht an.`,
  explain: {
    sayWhat: 'Sag, welcher Typ oder welches Feld davon erklärt werden soll.',
    oneOnly: 'Erklärt wird immer nur ein Typ oder ein Feld.',
    notAPath: ({given}) => `${given} ist weder ein Typ noch ein Feld davon.`,
  },
  clusterInfo: {dump: 'Den ganzen Cluster dürfen Teilnehmende nicht lesen.'},
  cp: {
    example: 'Schreib es so: cp POD:/etc/hosts hosts',
    noOwnFiles: 'Eigene Dateien, in die kopiert werden kann, haben nur Teilnehmende.',
    toNowhere: ({file}) => `Eine Kopie ist hier eine Datei von dir, und ${file} ist keine.`,
    noName: ({file}) => `${file} kann keine Datei von dir heißen.`,
    podAlone: ({given}) =>
      `cp nimmt einen Pod allein mit seinem Namen; ${given} wäre ein Pod in einem Namespace, der so heißt.`,
    folder: 'kubectl würde den Ordner mit allem darin kopieren; hier geht eine Datei auf einmal.',
    tooLarge: ({most}) => `kubectl würde sie in jeder Größe kopieren; hier gehen Texte mit bis zu ${most} Zeichen.`,
    files: ({names}) =>
      names === ''
        ? 'Noch gibt es keine Datei; so entsteht eine: echo hallo > hallo.txt'
        : `Dateien, die es gibt: ${names}`,
  },
  exec: {
    sayWhere: {message: 'Sag, wo der Befehl laufen soll.', next: 'Schreib es so: exec daemonset/NAME -- ls'},
    dashesMissing: 'Vor dem Befehl muss ein -- stehen.',
    sayWhich: 'Sag hinter einem --, welcher Befehl laufen soll.',
    tooManyWords: 'Der Befehl hat zu viele Wörter.',
    substitution: '$(…) wird nur dort verstanden, wo der Name eines Objekts steht.',
    noTerminal: 'Hier gibt es kein Terminal für eine Shell; führ stattdessen einen Befehl aus.',
    empty: 'Der Befehl hinter dem -- ist leer.',
  },
  expose: {
    notThis: ({kind}) =>
      `expose nimmt kein ${kind}: create service clusterip NAME --tcp=80 macht einen Service für Pods mit dem Label app=NAME.`,
    one: 'expose macht einen Service für ein Objekt auf einmal.',
  },
  get: {
    sayWhat: {message: 'Sag, was geholt werden soll.', next: 'Tippe: kubectl get pods'},
    labelsAndOutput: ({output}) => `--show-labels geht nicht mit -o ${output}.`,
    labelColumnsAndOutput: ({output}) => `--label-columns geht nicht zusammen mit -o ${output}.`,
    watchAndOutput: ({output}) => `--watch geht hier nicht mit -o ${output}.`,
    watchesOne: {
      message: '--watch verfolgt einen Typ oder ein Objekt, nicht mehrere.',
      next: 'Verfolge eines davon, zum Beispiel: kubectl get pods --watch',
    },
    watchAndSelection: '--watch geht hier nicht mit --field-selector oder --sort-by.',
    output: ({given, outputs}) => ({
      message: `Das Ausgabeformat ${given} wird nicht unterstützt.`,
      next: `-o nimmt ${outputs}.`,
    }),
  },
  label: {
    example: ({objects}) => `Schreib label ${objects} key=value, oder key-, um es zu entfernen.`,
    tooMany: ({most}) => `Das sind mehr als ${most} Labels.`,
    sayWhat: 'Sag, was ein Label bekommen soll.',
    notThis: ({types}) => ({
      message: `Labels lassen sich hier nur für ${types} setzen.`,
      next: verbs.label.example({objects: 'node NAME'}),
    }),
    sayWhichObjects: 'Sag, welche Objekte das Label bekommen: mit Namen, einem Selektor (-l) oder --all.',
    notTogether: 'Namen, ein Selektor (-l) und --all gehen nicht zusammen.',
    sayWhichLabel: 'Sag, welches Label gesetzt werden soll.',
    key: ({given}) => `${given} kann nicht der Schlüssel eines Labels sein.`,
    value: ({given}) => ({
      message: `${given} kann nicht der Wert eines Labels sein.`,
      next: 'Werte haben bis zu 63 Buchstaben, Ziffern, Punkte, Binde- und Unterstriche.',
    }),
    setAndRemoved: 'Ein Label lässt sich nicht in einem Befehl setzen und entfernen.',
  },
  logs: {
    lineCount: ({count}) => `-n nennt einen Namespace; wie viele Zeilen gezeigt werden, sagt --tail=${count}.`,
    containerAndAll: 'error: --all-containers=true should not be specified with container name',
    leaveOneOut: 'Lass eins davon weg.',
    one: {
      message: 'logs nimmt einen einzigen Pod und einen einzigen Container davon.',
      next: 'Schreib logs NAME -c CONTAINER.',
    },
    podAndSelector: 'Ein Pod und ein Selektor (-l) gehen nicht zusammen.',
    podAndSelectorContainer: 'Ein Pod und ein Selektor (-l) gehen nicht zusammen; ein Container wird mit -c genannt.',
    nameOrSelector: 'Schreib logs NAME oder logs -l app=nginx.',
    sayWhose: {
      message: 'Sag, wessen Logs gezeigt werden sollen.',
      next: 'Schreib logs NAME, logs daemonset/NAME oder logs -l app=nginx.',
    },
    substitution: '$(…) wird nicht als Name eines Containers verstanden.',
    tail: ({given}) => ({
      message: `--tail nimmt eine Anzahl von Zeilen, nicht ${given}.`,
      next: 'Schreib --tail=20.',
    }),
  },
  patch: {
    notThis: ({kind}) => `Objekte der Art ${kind} lassen sich hier nicht patchen.`,
    sayWhat: 'Sag mit -p, was geändert werden soll.',
    list: ({example}) => ({
      message: 'Ein Patch mit --type json ist eine Liste von Operationen.',
      next: `Zum Beispiel ${example}`,
    }),
    mapping: 'Ein Patch ordnet Feldern Werte zu, in JSON oder YAML.',
    quotesLost: 'Außerhalb von einfachen Anführungszeichen gehen die von JSON verloren.',
    glued: ({key}) => `In ${key} fehlt hinter dem Doppelpunkt ein Leerzeichen.`,
    unreadable: {
      message: 'Der Patch ist weder gültiges JSON noch gültiges YAML.',
      next: 'Prüfe Anführungszeichen, Klammern und Doppelpunkte; setz das Ganze in einfache Anführungszeichen.',
    },
  },
  rollout: {
    flag: ({action, flag}) => `rollout ${action} nimmt ${flag} nicht.`,
    noFlags: 'Es nimmt keine Flags.',
    listed: ({kind}) => kind,
    notThis: ({kind, others}) => `Ausgerollt werden Objekte der Art ${others}, nicht der Art ${kind}.`,
    typeIsAll: ({flag}) => `rollout nimmt ${flag} nicht: Ein Typ allein meint alle davon.`,
    sayWhat: 'Sag, was mit dem Rollout geschehen soll.',
    none: ({given}) => `Ein rollout ${given} gibt es nicht.`,
  },
  run: {
    oneImage: 'run startet einen Container, also nimmt es ein Image.',
    trialAttached: {
      message: 'Was nur probiert wird, gibt nichts aus, das man zeigen könnte.',
      next: 'Lass --dry-run weg, oder -i, -t und --attach.',
    },
    overrides: {
      message: '--overrides nimmt ein Objekt in JSON.',
      next: `Schreib es in einfachen Anführungszeichen: --overrides='{"spec":{"terminationGracePeriodSeconds":5}}'`,
    },
    overridesName: {
      message: '--overrides kann kein anderes Objekt daraus machen.',
      next: 'Lass kind und metadata.name weg.',
    },
    ttyAlone: {message: '-t gehört zu -i.', next: 'Schreib -it.'},
    removeAlone: {
      message: '--rm nimmt weg, worauf gewartet wird, und dieser Pod liefe von selbst weiter.',
      next: 'Füg -i hinzu, oder lösch ihn später: delete pod NAME.',
    },
    exposeAlone: {message: '--expose macht einen Service, und der braucht einen Port.', next: 'Füg --port=80 hinzu.'},
    noTerminal: ({name}) =>
      `Hier gibt es kein Terminal, mit dem eine Shell sprechen könnte. Starte einen Pod, der bleibt, und führ darin Befehle aus mit exec ${name} -- COMMAND.`,
  },
  scale: {
    daemonSet: 'Ein DaemonSet hat keine Replicas: Es lässt auf jedem seiner Nodes einen Pod laufen.',
    notThis: ({kind, others}) => `Replicas haben Objekte der Art ${others}, nicht der Art ${kind}.`,
    sayHowMany: 'Sag, wie viele Replicas es geben soll.',
  },
  set: {
    sayWhat: 'Sag, was gesetzt werden soll.',
    unknown: ({given}) => `kubectl set ${given} wird nicht unterstützt.`,
    known: ({names, example}) =>
      `set kennt ${names}, etwa: ${example}; für alles andere nimm /edit, das ein Objekt in einem Fenster öffnet.`,
    flag: ({what, flag}) => `set ${what} kennt ${flag} nicht.`,
    sayVariables: 'Sag, welche Variablen gesetzt werden sollen, oder --list, um sie zu sehen.',
    setAndRemoved: 'Eine Variable kann nicht in einem Befehl gesetzt und entfernt werden.',
    keysAlone: {message: '--keys wählt Schlüssel von dem, was --from nennt.', next: 'Füg --from=configmap/NAME hinzu.'},
    from: ({given}) => `--from nimmt eine ConfigMap, nicht ${given}.`,
    sayAmounts: 'Sag mit --limits oder --requests, wie viel.',
    amount: ({flag, given}) => `${flag} nimmt RESOURCE=AMOUNT, nicht ${given}.`,
    sayWhich: 'Sag, welcher Container welches Image bekommt.',
    container: ({given}) => `${given} kann nicht der Name eines Containers sein.`,
    imageMissing: ({container}) => `Nach ${container}= fehlt ein Image.`,
    notThis: ({kind}) => `Objekte der Art ${kind} haben keine Container.`,
  },
  top: {
    sayWhat: 'Sag, wessen Verbrauch du sehen willst: den von pods oder von nodes.',
    notThis: ({given}) => `top zeigt den Verbrauch von pods und nodes, nicht von ${given}.`,
    one: ({given}) => `Ein Name genügt; ${given} ist ein Wort zu viel.`,
    flag: ({type, flag}) => `top ${type} nimmt ${flag} nicht.`,
    nameOrSelector: 'Ein Name und ein Selektor (-l) gehen nicht zusammen.',
    notMeasured:
      'In diesem Cluster wird der Verbrauch nicht gemessen; schreibe describe pod NAME, um zu sehen, was ein Pod verlangt und wo seine Grenzen sind.',
    soon: 'Was gerade erst entstanden ist, wird in ein bis zwei Minuten gemessen: Frag dann noch einmal.',
  },
  version: {
    extra: ({given}) => ({
      message: `version nimmt ${given} nicht.`,
      next: 'Tippe: kubectl version',
    }),
  },
  wait: {
    sayFor: 'Sag mit --for, worauf gewartet werden soll.',
    sayWhat: 'Sag, worauf gewartet werden soll.',
    sayWhich: 'Sag, auf welche Objekte gewartet werden soll: mit Namen, einem Selektor (-l) oder --all.',
    forValues: ({example}) => `Möglich sind create, delete, condition=NAME und ${example}.`,
    jsonPath: ({given, example}) => ({
      message: `Der JSONPath ${given} ist nicht zu verstehen.`,
      next: `Schreib ihn so: ${example}`,
    }),
  },
};
