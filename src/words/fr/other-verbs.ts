import type {Words} from '../en/en.ts';

export const otherVerbs: Words['otherVerbs'] = {
  notSupported: ({verb}) => `kubectl ${verb} n’est pas pris en charge.`,
  use: ({command}) => `Utilise ${command}`,

  next: {
    sharedNodes: 'Ce n’est pas possible ici : les nœuds sont partagés avec le reste de la classe.',
    givenCluster: 'Ce n’est pas nécessaire ici : ton bac à sable décide du cluster et de qui tu es.',
    ownYaml: 'Écris-le en YAML et colle-le avec /apply.',
    edit: 'Utilise /edit, qui ouvre l’objet dans une fenêtre.',
    browse: 'Utilise /browse pour voir la page que sert un Service.',
    exposeAndBrowse: ({object, port, service}) =>
      `Écris expose ${object} --port=${port}, puis utilise /browse service:${service} pour voir sa page.`,
    attach: 'Écris logs NAME pour voir ce qu’il affiche.',
    copy: 'Rien n’est copié ici ; écris exec NAME -- cat FILE pour lire un fichier.',
    debug: 'Écris describe pod NAME, logs NAME ou exec NAME -- COMMAND pour regarder dans un Pod.',
    diff: 'Rien n’est comparé ici ; écris get TYPE NAME -o yaml pour voir ce qu’il y a.',
    setImage: 'Écris set image daemonset/NAME CONTAINER=IMAGE.',
    kustomize: 'Il n’y a pas de kustomize ici ; utilise /apply pour du YAML complet.',
    writable: ({types}) => `Ce n’est pas possible ici : un bac à sable peut contenir ${types}.`,
  },

  kinds: {
    replicationcontrollers: 'Écris plutôt un Deployment : create deployment NOM --image=IMAGE',
    ingresses: 'Écris expose deployment NOM --port=80, puis /browse pour voir sa page.',
    networkpolicies:
      'Ce n’est pas nécessaire ici : les Pods des autres n’atteignent pas les tiens, et les tiens s’atteignent entre eux.',
    clusterroles: 'Écris un Role, qui relève de ton namespace : create role NOM --verb=get,list --resource=pods',
    clusterrolebindings:
      'Écris un RoleBinding, qui relève de ton namespace : create rolebinding NOM --role=ROLE --serviceaccount=default:COMPTE',
    resourcequotas:
      'Le quota de ton bac à sable est fixé ; les conteneurs ont leurs propres limites : set resources deployment/NOM --limits=memory=64Mi',
    limitranges:
      'Les limites de ton bac à sable sont fixées ; les conteneurs ont les leurs : set resources deployment/NOM --limits=memory=64Mi',
    customresourcedefinitions:
      'Cela relèverait de tout le cluster ; écris ce que tu veux garder dans une ConfigMap : create configmap NOM --from-literal=CLÉ=VALEUR',
    persistentvolumes: 'Écris un PersistentVolumeClaim en YAML et colle-le avec /apply : le cluster fait le volume.',
    storageclasses: 'Les volumes viennent de la classe par défaut du cluster : vois get storageclass',
    leases: 'Écris ce que tu veux garder dans une ConfigMap : create configmap NOM --from-literal=CLÉ=VALEUR',
    priorityclasses: 'Tous sont égaux ici : laisse priorityClassName de côté dans tes Pods.',
    tokens:
      'Les comptes ne reçoivent pas de jeton ici : vois ce que l’un peut avec auth can-i get pods --as=system:serviceaccount:default:NOM',
  },
};
