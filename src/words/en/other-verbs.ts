/** What is said of kubectl's verbs that are not understood here. */
export const otherVerbs = {
  notSupported: ({verb}: {verb: string}): string => `kubectl ${verb} is not supported.`,
  use: ({command}: {command: string}): string => `Use ${command}`,

  /** The way that there is. */
  next: {
    sharedNodes: 'There is no way to do that here: the nodes are shared with other learners.',
    givenCluster: 'There is no need for it here: your sandbox decides the cluster and who you are.',
    ownYaml: 'Write it as YAML and use /apply to paste it.',
    patch: 'Change it with patch, or apply it again.',
    edit: 'Use /edit, which opens the object in a window.',
    browse: 'Use /browse to see the page that a Service serves.',
    exposeAndBrowse: ({object, flags, service}: {object: string; flags: string; service: string}): string =>
      `Write expose ${object} ${flags}, then use /browse service:${service} to see its page.`,
    attach: 'Write logs NAME to see what it prints.',
    debug: 'Write describe pod NAME, logs NAME or exec NAME -- COMMAND to look into a Pod.',
    setImage: 'Write set image daemonset/NAME CONTAINER=IMAGE.',
    kustomize: 'There is no kustomize here; use /apply for YAML that is complete.',
    writable: ({types}: {types: string}): string =>
      `There is no way to do that here: what a sandbox can hold is ${types}.`,
  },

  /** The way that there is in place of a kind that is not. */
  kinds: {
    replicationcontrollers: 'Write a Deployment in place of it: create deployment NAME --image=IMAGE',
    ingressclasses:
      'There is no need for a class or a controller: write an Ingress, and ask by its hosts with /browse host:HOST',
    clusterroles: 'Write a Role, which is of your namespace: create role NAME --verb=get,list --resource=pods',
    clusterrolebindings:
      'Write a RoleBinding, which is of your namespace: create rolebinding NAME --role=ROLE --serviceaccount=default:ACCOUNT',
    customresourcedefinitions:
      'It would be of the whole cluster; write what you want to keep into a ConfigMap: create configmap NAME --from-literal=KEY=VALUE',
    persistentvolumes:
      'Write a PersistentVolumeClaim as YAML and use /apply to paste it: the cluster makes the volume for it.',
    storageclasses: 'Volumes are made by the default class of the cluster: see get storageclass',
    leases: 'Write what you want to keep into a ConfigMap: create configmap NAME --from-literal=KEY=VALUE',
    priorityclasses: 'All learners are equal: leave priorityClassName out of your Pods.',
    tokens:
      'Accounts get no token here: see what one may with auth can-i get pods --as=system:serviceaccount:default:NAME',
  },
};
