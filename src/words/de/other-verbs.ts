import type {Words} from '../en/en.ts';

export const otherVerbs: Words['otherVerbs'] = {
  notSupported: ({verb}) => `kubectl ${verb} wird nicht unterstützt.`,
  use: ({command}) => `Nimm ${command}`,

  next: {
    sharedNodes: 'Das geht hier nicht: Die Nodes teilst du dir mit anderen, die mitmachen.',
    givenCluster: 'Das ist hier nicht nötig: Welcher Cluster es ist und wer du bist, gibt deine Sandbox vor.',
    ownYaml: 'Schreib es als YAML, und füg es mit /apply ein.',
    patch: 'Ändere es mit patch, oder wende es noch einmal an.',
    edit: 'Nimm /edit, das das Objekt in einem Fenster öffnet.',
    browse: 'Nimm /browse, um die Seite eines Service zu sehen.',
    exposeAndBrowse: ({object, flags, service}) =>
      `Schreib expose ${object} ${flags}; dann zeigt /browse service:${service} die Seite.`,
    attach: 'Schreib logs NAME, um zu sehen, was er ausgibt.',
    debug: 'Schreib describe pod NAME, logs NAME oder exec NAME -- COMMAND, um in einen Pod zu schauen.',
    setImage: 'Schreib set image daemonset/NAME CONTAINER=IMAGE.',
    kustomize: 'Kustomize gibt es hier nicht; nimm /apply für YAML, das vollständig ist.',
    writable: ({types}) => `Das geht hier nicht: Eine Sandbox kann ${types} enthalten.`,
  },

  kinds: {
    replicationcontrollers: 'Schreib stattdessen ein Deployment: create deployment NAME --image=IMAGE',
    ingressclasses:
      'Eine Klasse oder ein Controller ist nicht nötig: Schreib einen Ingress, und frag nach seinen Hosts mit /browse host:HOST',
    clusterroles: 'Schreib eine Role, die zu deinem Namespace gehört: create role NAME --verb=get,list --resource=pods',
    clusterrolebindings:
      'Schreib ein RoleBinding, das zu deinem Namespace gehört: create rolebinding NAME --role=ROLE --serviceaccount=default:ACCOUNT',
    customresourcedefinitions:
      'Das gehörte zum ganzen Cluster; schreib, was du behalten willst, in eine ConfigMap: create configmap NAME --from-literal=KEY=VALUE',
    persistentvolumes:
      'Schreib einen PersistentVolumeClaim als YAML, und füg ihn mit /apply ein: Das Volume macht der Cluster.',
    storageclasses: 'Volumes entstehen durch die Standardklasse des Clusters: Die zeigt get storageclass',
    leases: 'Schreib, was du behalten willst, in eine ConfigMap: create configmap NAME --from-literal=KEY=VALUE',
    priorityclasses: 'Alle, die mitmachen, sind gleich: Lass priorityClassName in deinen Pods weg.',
    tokens:
      'Konten bekommen hier kein Token: Was eines darf, zeigt auth can-i get pods --as=system:serviceaccount:default:NAME',
  },
};
