/** What is said of kubectl's verbs that are not understood here. */
export const otherVerbs = {
  notSupported: ({verb}: {verb: string}): string => `kubectl ${verb} is not supported.`,
  use: ({command}: {command: string}): string => `Use ${command}`,

  /** The way that there is. */
  next: {
    sharedNodes: 'There is no way to do that here: the nodes are shared with other learners.',
    givenCluster: 'There is no need for it here: your sandbox decides the cluster and who you are.',
    ownYaml: 'Write it as YAML and use /apply to paste it.',
    edit: 'Use /edit, which opens the object in a window.',
    browse: 'Use /browse to see the page that a Service serves.',
    exposeAndBrowse: ({object, port, service}: {object: string; port: string; service: string}): string =>
      `Write expose ${object} --port=${port}, then use /browse service:${service} to see its page.`,
    attach: 'Write logs NAME to see what it prints.',
    copy: 'Nothing is copied here; write exec NAME -- cat FILE to read a file.',
    debug: 'Write describe pod NAME, logs NAME or exec NAME -- COMMAND to look into a Pod.',
    diff: 'Nothing is compared here; write get TYPE NAME -o yaml to see what there is.',
    setImage: 'Write set image daemonset/NAME CONTAINER=IMAGE.',
    kustomize: 'There is no kustomize here; use /apply for YAML that is complete.',
    writable: ({types}: {types: string}): string =>
      `There is no way to do that here: what a sandbox can hold is ${types}.`,
  },
};
