import type {Words} from '../en/en.ts';

export const otherVerbs: Words['otherVerbs'] = {
  notSupported: ({verb}) => `kubectl ${verb} n’est pas pris en charge.`,
  use: ({command}) => `Utilise ${command}`,

  next: {
    sharedNodes: 'Ce n’est pas possible ici : les nœuds sont partagés avec le reste de la classe.',
    givenCluster: 'Ce n’est pas nécessaire ici : ton bac à sable décide du cluster et de qui tu es.',
    ownYaml: 'Écris-le en YAML et colle-le avec /apply.',
    patch: 'Change-le avec patch, ou applique-le de nouveau.',
    edit: 'Utilise /edit, qui ouvre l’objet dans une fenêtre.',
    browse: 'Utilise /browse pour voir la page que sert un Service.',
    exposeAndBrowse: ({object, flags, service}) =>
      `Écris expose ${object} ${flags}, puis utilise /browse service:${service} pour voir sa page.`,
    attach: 'Écris logs NAME pour voir ce qu’il affiche.',
    debug: 'Écris describe pod NAME, logs NAME ou exec NAME -- COMMAND pour regarder dans un Pod.',
    setImage: 'Écris set image daemonset/NAME CONTAINER=IMAGE.',
    kustomize: 'Il n’y a pas de kustomize ici ; utilise /apply pour du YAML complet.',
    writable: ({types}) => `Ce n’est pas possible ici : un bac à sable peut contenir ${types}.`,
  },

  kinds: {
    replicationcontrollers: 'Écris plutôt un Deployment : create deployment NOM --image=IMAGE',
    ingressclasses:
      'Il ne faut ni classe ni contrôleur : écris un Ingress, et consulte ses hôtes avec /browse host:HÔTE',
    clusterroles: 'Écris un Role, qui relève de ton namespace : create role NOM --verb=get,list --resource=pods',
    clusterrolebindings:
      'Écris un RoleBinding, qui relève de ton namespace : create rolebinding NOM --role=ROLE --serviceaccount=default:COMPTE',
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
