import type {Words} from '../en/en.ts';

export const otherVerbs: Words['otherVerbs'] = {
  notSupported: ({verb}) => `kubectl ${verb} wird nicht unterstützt.`,
  use: ({command}) => `Nimm ${command}`,

  next: {
    sharedNodes: 'Das geht hier nicht: Die Nodes teilst du dir mit anderen, die mitmachen.',
    givenCluster: 'Das ist hier nicht nötig: Welcher Cluster es ist und wer du bist, gibt deine Sandbox vor.',
    ownYaml: 'Schreib es als YAML, und füg es mit /apply ein.',
    edit: 'Nimm /edit, das das Objekt in einem Fenster öffnet.',
    browse: 'Nimm /browse, um die Seite eines Service zu sehen.',
    exposeAndBrowse: ({object, port, service}) =>
      `Schreib expose ${object} --port=${port}; dann zeigt /browse service:${service} die Seite.`,
    attach: 'Schreib logs NAME, um zu sehen, was er ausgibt.',
    copy: 'Kopiert wird hier nichts; schreib exec NAME -- cat FILE, um eine Datei zu lesen.',
    debug: 'Schreib describe pod NAME, logs NAME oder exec NAME -- COMMAND, um in einen Pod zu schauen.',
    diff: 'Verglichen wird hier nichts; schreib get TYPE NAME -o yaml, um zu sehen, was da ist.',
    setImage: 'Schreib set image daemonset/NAME CONTAINER=IMAGE.',
    kustomize: 'Kustomize gibt es hier nicht; nimm /apply für YAML, das vollständig ist.',
    writable: ({types}) => `Das geht hier nicht: Eine Sandbox kann ${types} enthalten.`,
  },
};
