/** A step whose answers differ, and why that is so and stays so. */
export interface Explanation {
  theme: string;
  /** As the report names it. */
  step: string;
  differs: string;
  why: string;
}

export const explanations: readonly Explanation[] = [
  {
    theme: 'errors',
    step: 'kubectl patch pod web -p {"spec":{"nodeName":"elsewhere"}}',
    differs: "a comparison of the two specs, as the server's own code holds them",
    why: 'the emulator has no such form of a Pod, and says what may change alone',
  },
  {
    theme: 'access-rows',
    step: 'POST /api/v1/namespaces/NAMESPACE/services',
    differs: 'that a cluster IP cannot be had for a Service without a name, in place of what it lacks',
    why: 'the emulator keeps no IPAddress objects, which such a Service cannot own',
  },
  {
    theme: 'access-rows',
    step: 'POST /apis/batch/v1/namespaces/NAMESPACE/jobs (by a bad name)',
    differs: 'where the labels that are made of the name are said to be wrong, and how often',
    why: 'the emulator judges the labels of the template where they stand',
  },
  {
    theme: 'the-lab',
    step: 'kubectl get --raw /api/v1/namespaces/NAMESPACE/services/nginx-np:http/proxy/ (the first page)',
    differs: 'the page that nginx serves at first',
    why: "the emulator has the page of nginx 1.18; the test cluster's image is made from another build",
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
    theme: 'claims',
    step: 'kubectl get pvc plain -o jsonpath={.status}',
    differs: 'the condition `Unused` of a claim that no Pod uses',
    why: 'the emulator does not follow which claims are in use',
  },
];
