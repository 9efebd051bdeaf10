/** A step whose answers differ, and why that is so and stays so. */
export interface Explanation {
  theme: string;
  /** As the report names it. */
  step: string;
  differs: string;
  why: string;
}

export const EXPLAINED: readonly Explanation[] = [
  {
    theme: 'reading',
    step: 'kubectl get pod web -o yaml',
    differs: '`PodReadyToStartContainers` and `hostIPs`',
    why: "the emulator answers as later versions than the real cluster's v1.20 do",
  },
  {
    theme: 'reading',
    step: 'kubectl get service web -o json',
    differs: '`ipFamilies`, `ipFamilyPolicy`, `internalTrafficPolicy`',
    why: "the emulator answers as later versions than the real cluster's v1.20 do",
  },
  {
    theme: 'reading',
    step: 'kubectl get serviceaccounts',
    differs: 'the number of token Secrets',
    why: "the emulator answers as later versions than the real cluster's v1.20 do: tokens are no longer Secrets",
  },
  {
    theme: 'reading',
    step: 'kubectl get namespace NAMESPACE -o json',
    differs: 'the label `kubernetes.io/metadata.name`',
    why: "the emulator answers as later versions than the real cluster's v1.20 do",
  },
  {
    theme: 'errors',
    step: 'kubectl logs typo',
    differs: 'the words for an image that cannot be pulled',
    why: "the emulator answers as later versions than the real cluster's v1.20 do",
  },
  {
    theme: 'errors',
    step: 'kubectl patch pod web -p {"spec":{"nodeName":"elsewhere"}}',
    differs: 'the list of what may change, and a dump of the two specs',
    why: "the emulator answers as later versions than the real cluster's v1.20 do",
  },
  {
    theme: 'api-requests',
    step: 'GET /no-such-path',
    differs: 'a list of paths instead of a Status',
    why: 'the index of paths is not emulated',
  },
  {
    theme: 'api-requests',
    step: 'GET /api/v1/namespaces/NAMESPACE/pods?watch=true&resourceVersion=1&timeoutSeconds=1',
    differs: 'an old version is not expired',
    why: 'the emulator still has its history from the start',
  },
  {
    theme: 'api-requests',
    step: 'POST /api/v1/namespaces/NAMESPACE/configmaps as text/plain',
    differs: 'protobuf is not among the accepted types',
    why: 'the emulator reads of it what kubectl create sends, and does not announce it',
  },
  {
    theme: 'api-requests',
    step: 'DELETE /api/v1/namespaces/NAMESPACE/services',
    differs: 'a collection of Services can be deleted',
    why: "the emulator answers as later versions than the real cluster's v1.20 do",
  },
  {
    theme: 'api-requests',
    step: 'GET /apis/apps/v1/namespaces/NAMESPACE/daemonsets accepting application/json;as=Table;v=v1;g=meta.k8s.io',
    differs: 'descriptions of columns, and the annotation that counts templates',
    why: 'kubectl shows no descriptions; in a Table the real server leaves that annotation out',
  },
  {
    theme: 'api-requests',
    step: 'GET /api/v1/namespaces/NAMESPACE/pods accepting application/json;as=Table;v=v1;g=meta.k8s.io',
    differs: 'descriptions of columns, and the type of Restarts',
    why: 'kubectl shows no descriptions; Restarts is text in later versions',
  },
  {
    theme: 'client-node',
    step: 'client-node reads it when it runs',
    differs: '`PodReadyToStartContainers` and `hostIPs`',
    why: "the emulator answers as later versions than the real cluster's v1.20 do",
  },
  {
    theme: 'client-node',
    step: 'client-node deletes it',
    differs: '`PodReadyToStartContainers` and `hostIPs`',
    why: "the emulator answers as later versions than the real cluster's v1.20 do",
  },
  {
    theme: 'client-node',
    step: 'client-node creates a Service',
    differs: '`ipFamilies`, `ipFamilyPolicy`, `internalTrafficPolicy`',
    why: "the emulator answers as later versions than the real cluster's v1.20 do",
  },
  {
    theme: 'workloads',
    step: 'kubectl apply -f - (of a strategy that is none)',
    differs: 'how the strategy is quoted',
    why: 'the real server dumps a Go structure, as later versions no longer do',
  },
  {
    theme: 'errors',
    step: 'kubectl apply --validate=false -f - (Pod lots)',
    differs: 'the words for a quantity that is none',
    why: "they quote the server's decoder, which later versions replaced",
  },
  {
    theme: 'errors',
    step: 'kubectl apply -f - (Pod unknown-field)',
    differs: 'who finds an unknown field',
    why: "validation by the server came later: the emulator answers as later versions than the real cluster's v1.20 do",
  },
  {
    theme: 'limits',
    step: 'kubectl create -f - (Pod unbounded)',
    differs: 'which container lacks a request is said',
    why: "the emulator answers as later versions than the real cluster's v1.20 do",
  },
  {
    theme: 'api-requests',
    step: 'POST /api/v1/namespaces/NAMESPACE/configmaps (of another kind)',
    differs: 'the words for an object of another kind',
    why: "they quote the server's Go types",
  },
  {
    theme: 'api-requests',
    step: 'POST /api/v1/namespaces/NAMESPACE/configmaps (with a number)',
    differs: 'the words for a value of another type',
    why: "they quote the server's decoder, which later versions replaced",
  },
  {
    theme: 'access-rows',
    step: 'POST /apis/networking.k8s.io/v1/namespaces/NAMESPACE/networkpolicies',
    differs: 'the group in the message',
    why: "the emulator answers as later versions than the real cluster's v1.20 do",
  },
  {
    theme: 'type-rows',
    step: 'GET /api/v1/namespaces/NAMESPACE/pods/row accepting application/json;as=Table;v=v1;g=meta.k8s.io',
    differs: 'the type of Restarts',
    why: "the emulator answers as later versions than the real cluster's v1.20 do",
  },
  {
    theme: 'type-rows',
    step: 'GET /api/v1/namespaces/NAMESPACE/serviceaccounts/row accepting application/json;as=Table;v=v1;g=meta.k8s.io',
    differs: 'the number of token Secrets',
    why: "the emulator answers as later versions than the real cluster's v1.20 do",
  },
  {
    theme: 'the-lab',
    step: 'kubectl get --raw /api/v1/namespaces/NAMESPACE/services/nginx-np:http/proxy/ (the first page)',
    differs: 'the page that nginx serves at first',
    why: "the emulator has the page of nginx 1.18; the test cluster's image is made from another build",
  },
  {
    theme: 'access-rows',
    step: 'POST /api/v1/namespaces/NAMESPACE/limitranges',
    differs: 'a list of limits that is left out is left out, not null',
    why: 'the emulator writes null for absent times alone',
  },
  {
    theme: 'subresources',
    step: 'GET /api/v1/namespaces/NAMESPACE/pods/idle/status',
    differs: "the scheduler's words",
    why: "the emulator answers as later versions than the real cluster's v1.20 do",
  },
  {
    theme: 'subresources',
    step: 'GET /api/v1/namespaces/NAMESPACE/resourcequotas/idle/status',
    differs: 'the number of token Secrets',
    why: "the emulator answers as later versions than the real cluster's v1.20 do",
  },
  {
    theme: 'subresources',
    step: 'PATCH /api/v1/namespaces/NAMESPACE/resourcequotas/idle/status as application/merge-patch+json',
    differs: 'the number of token Secrets',
    why: "the emulator answers as later versions than the real cluster's v1.20 do",
  },
  {
    theme: 'subresources',
    step: 'PUT /api/v1/namespaces/NAMESPACE/resourcequotas/idle/status',
    differs: 'the number of token Secrets',
    why: "the emulator answers as later versions than the real cluster's v1.20 do",
  },
  {
    theme: 'type-rows',
    step: 'DELETE /api/v1/namespaces/NAMESPACE/services?labelSelector=fidelity%3DNAMESPACE',
    differs: 'a collection of Services can be deleted',
    why: "the emulator answers as later versions than the real cluster's v1.20 do",
  },
  {
    theme: 'type-rows',
    step: 'GET /api/v1/namespaces/NAMESPACE/services/row-2',
    differs: 'a collection of Services can be deleted',
    why: "the emulator answers as later versions than the real cluster's v1.20 do",
  },
  {
    theme: 'containers',
    step: "kubectl get pod inits -o jsonpath='{.status.initContainerStatuses[*].state.terminated.reason} {.status.conditions[*].type}'",
    differs: '`PodReadyToStartContainers`',
    why: "the emulator answers as later versions than the real cluster's v1.20 do",
  },
  {
    theme: 'containers',
    step: 'kubectl exec two -c side -- ls /',
    differs: '`home` and `lib`, which are in the image, and `run`, which is not',
    why: "the emulator has the folders of busybox 1.36; the test cluster's image is made from another build",
  },
  {
    theme: 'containers',
    step: 'kubectl exec two -- ls /usr/share/nginx/html (the first of two)',
    differs: '`50x.html`',
    why: "the emulator has the pages of nginx 1.18; the test cluster's image is made from another build",
  },
  {
    theme: 'containers',
    step: 'kubectl exec sees -- env',
    differs: 'no variables of the Service `kubernetes`, and another order',
    why: 'the emulator has no such Service, and gives no container the addresses of Services',
  },
  {
    theme: 'scheduling',
    step: "kubectl get pod nowhere -o jsonpath='{.status.phase} {.status.conditions[0].message}'",
    differs: "the scheduler's words",
    why: "the emulator answers as later versions than the real cluster's v1.20 do",
  },
  {
    theme: 'scheduling',
    step: "kubectl get pod lonely -o jsonpath='{.status.phase} {.status.conditions[0].message}'",
    differs: "the scheduler's words",
    why: "the emulator answers as later versions than the real cluster's v1.20 do",
  },
  {
    theme: 'scheduling',
    step: "kubectl get pod far -o jsonpath='{.status.phase} {.status.conditions[0].message}'",
    differs: "the scheduler's words",
    why: "the emulator answers as later versions than the real cluster's v1.20 do",
  },
  {
    theme: 'scheduling',
    step: "kubectl get pod huge -o jsonpath='{.status.phase} {.status.conditions[0].message}'",
    differs: "the scheduler's words",
    why: "the emulator answers as later versions than the real cluster's v1.20 do",
  },
  {
    theme: 'scheduling',
    step: "kubectl get pod vast -o jsonpath='{.status.phase} {.status.conditions[0].message}'",
    differs: "the scheduler's words",
    why: "the emulator answers as later versions than the real cluster's v1.20 do",
  },
  {
    theme: 'scheduling',
    step: "kubectl get pod kept-out -o jsonpath='{.status.phase} {.status.conditions[0].message}'",
    differs: "the scheduler's words",
    why: "the emulator answers as later versions than the real cluster's v1.20 do",
  },
  {
    theme: 'scheduling',
    step: "kubectl get pod shy -o jsonpath='{.status.phase} {.status.conditions[0].message}'",
    differs: "the scheduler's words",
    why: "the emulator answers as later versions than the real cluster's v1.20 do",
  },
  {
    theme: 'scheduling',
    step: "kubectl get events --field-selector=involvedObject.name=nowhere -o jsonpath='{.items[0].reason} {.items[0].type} {.items[0].message}'",
    differs: "the scheduler's words",
    why: "the emulator answers as later versions than the real cluster's v1.20 do",
  },
  {
    theme: 'scheduling',
    step: 'kubectl get node OTHER_NODE --no-headers',
    differs: 'the version of the node',
    why: 'the emulator says that its nodes are of a later version',
  },
];
