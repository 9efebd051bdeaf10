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
    theme: 'the-lab',
    step: 'kubectl get --raw /api/v1/namespaces/NAMESPACE/services/nginx-np:http/proxy/ -v=0',
    differs: 'the page that nginx serves at first',
    why: "the emulator has the page of nginx 1.18; the test cluster's image is made from another build",
  },
  {
    theme: 'the-lab',
    step: 'kubectl exec pod/sleep -- ls -l /node-root/volumes/nginx-logs',
    differs: 'sizes, and the padding of `ls`',
    why: 'the emulated error log stays empty and its shell is not BusyBox',
  },
  {
    theme: 'the-lab',
    step: 'kubectl exec daemonset/nginx -- ls -l /var/log/nginx',
    differs: 'sizes, and the padding of `ls`',
    why: 'the emulated error log stays empty and its shell is not BusyBox',
  },
  {
    theme: 'the-lab',
    step: 'kubectl exec pod/sleep -- touch /node-root/here',
    differs: 'the words after the refusal',
    why: 'the emulated shell is not BusyBox; both refuse a read-only file system',
  },
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
    theme: 'reading',
    step: 'kubectl exec web -- cat /etc/hostname',
    differs: 'the file is missing',
    why: 'the emulated containers have no file of that name',
  },
  {
    theme: 'errors',
    step: 'kubectl logs typo',
    differs: 'the words for an image that cannot be pulled',
    why: "the emulator answers as later versions than the real cluster's v1.20 do",
  },
  {
    theme: 'errors',
    step: 'kubectl exec web -- cat /no/such/file',
    differs: 'the words of `cat`',
    why: 'the emulated shell is not BusyBox',
  },
  {
    theme: 'errors',
    step: 'kubectl patch pod web -p {"spec":{"nodeName":"elsewhere"}}',
    differs: 'the list of what may change, and a dump of the two specs',
    why: "the emulator answers as later versions than the real cluster's v1.20 do",
  },
  {
    theme: 'limits',
    step: 'kubectl patch resourcequota quota -p {"spec":{"hard":{"pods":"many"}}}',
    differs: 'a quantity that is none is accepted',
    why: 'the emulator does not check quantities',
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
    step: 'GET /api/v1/namespaces/NAMESPACE/pods accepting text/html',
    differs: 'JSON instead of 406',
    why: 'the emulator answers JSON whatever is accepted',
  },
  {
    theme: 'api-requests',
    step: 'POST /api/v1/namespaces/NAMESPACE/configmaps as text/plain',
    differs: 'protobuf is not among the accepted types',
    why: 'the emulator does not read protobuf',
  },
  {
    theme: 'api-requests',
    step: 'PATCH /api/v1/namespaces/NAMESPACE/configmaps/first?of=uid as application/merge-patch+json',
    differs: '409 instead of 422',
    why: 'the emulator takes the uid as a precondition',
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
    differs: 'descriptions of columns, and the type of Restarts',
    why: 'kubectl shows no descriptions; Restarts is text in later versions',
  },
  {
    theme: 'api-requests',
    step: 'GET /apis/apps/v1/namespaces/NAMESPACE/daemonsets/web',
    differs: '`maxSurge`, and no deprecated generation',
    why: "the emulator answers as later versions than the real cluster's v1.20 do; the deprecated annotation is not emulated",
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
    step: 'POST /api/v1/namespaces/NAMESPACE/limitranges',
    differs: 'a LimitRange without a name is refused',
    why: 'the real server invents a name, by an old quirk of it',
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
];
