import {celText} from '#src/kinds/fields/field-rules.ts';
import {keyVariables} from '#src/kinds/fields/label-keys.ts';
import {hostPathRoot} from '../namespace/host-paths.ts';
import type {JsonObject} from '#src/kubernetes/json.ts';
import {nodeLabelDomain} from '../namespace/node-labels.ts';
import {botAccount, sandboxAnnotations} from '../namespace/sandbox-manifests.ts';

/**
 * Whether an account of the sandbox asks, in CEL: its learner's, or one that they made, of any of its namespaces. Everybody else
 * in a sandbox is the cluster or its administrator.
 */
export const isLearner =
  '(request.userInfo.username.startsWith("system:serviceaccount:") && request.userInfo.username.split(":")[2].split("--")[0] == request.namespace.split("--")[0])';

/** Whether the bot asks, as any of its identities. */
export const isLabrador = `request.userInfo.username.startsWith("system:serviceaccount:${botAccount.namespace}:")`;

/** An annotation of the sandbox's namespace, `""` where there is none. */
function annotation(key: string): string {
  const annotations = 'namespaceObject.metadata.annotations';
  return `(has(${annotations}) && ${celText(key)} in ${annotations} ? ${annotations}[${celText(key)}] : "")`;
}

const annotationList = (key: string): string => `${annotation(key)}.split(",").filter(item, item != "")`;

/** What expressions about any object of a sandbox can refer to as `variables.NAME`; each may use those before it. */
export const sandboxVariables: readonly JsonObject[] = [
  {name: 'isLearner', expression: isLearner},
  {name: 'keepsLoadBalancer', expression: `${annotation(sandboxAnnotations.keepsLoadBalancer)} == "true"`},
  ...keyVariables,
  {name: 'storageClass', expression: annotation(sandboxAnnotations.storageClass)},
];

/** The same about an object that holds the spec of Pods at `podSpec`. */
export function podVariables(podSpec: string): JsonObject[] {
  const volumes = `(has(${podSpec}.volumes) ? ${podSpec}.volumes : [])`;
  return [
    {name: 'images', expression: annotationList(sandboxAnnotations.images)},
    {name: 'leaves', expression: annotationList(sandboxAnnotations.hostPathLeaves)},
    {name: 'nodes', expression: annotationList(sandboxAnnotations.nodes)},
    // all namespaces of a sandbox share what is called after its first one
    {name: 'home', expression: 'string(namespaceObject.metadata.name).split("--")[0]'},
    {name: 'folder', expression: `"${hostPathRoot}/" + variables.home`},
    {
      name: 'domains',
      expression: `["kubernetes.io", "k8s.io", variables.home + ".${nodeLabelDomain}"]`,
    },
    {
      name: 'roots',
      expression: `${volumes}.filter(v, has(v.hostPath) && v.hostPath.path == variables.folder).map(v, v.name)`,
    },
    {name: 'hostVolumes', expression: `${volumes}.filter(v, has(v.hostPath)).map(v, v.name)`},
  ];
}
