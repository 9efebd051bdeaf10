/**
 * What this cluster supports: each type's verbs and subresources. Anything else of Kubernetes is answered 404 when it
 * is a type that discovery does not list, and 501 when it is a part of one that does. A test holds this list against
 * what is served.
 */
export const SUPPORT: Readonly<Record<string, string>> = {
  'v1/configmaps': 'create delete deletecollection get list patch update watch',
  'v1/endpoints': 'create delete deletecollection get list patch update watch',
  'v1/events': 'create delete deletecollection get list patch update watch',
  'v1/limitranges': 'create delete deletecollection get list patch update watch',
  'v1/namespaces': 'create delete get list patch update watch',
  'v1/namespaces/status': 'get patch update',
  'v1/nodes': 'create delete deletecollection get list patch update watch',
  'v1/nodes/status': 'get patch update',
  'v1/pods': 'create delete deletecollection get list patch update watch',
  'v1/pods/exec': 'create get',
  'v1/pods/log': 'get',
  'v1/pods/proxy': 'get',
  'v1/pods/status': 'get patch update',
  'v1/resourcequotas': 'create delete deletecollection get list patch update watch',
  'v1/resourcequotas/status': 'get patch update',
  'v1/secrets': 'create delete deletecollection get list patch update watch',
  'v1/serviceaccounts': 'create delete deletecollection get list patch update watch',
  'v1/serviceaccounts/token': 'create',
  'v1/services': 'create delete deletecollection get list patch update watch',
  'v1/services/proxy': 'get',
  'v1/services/status': 'get patch update',
  'apps/v1/controllerrevisions': 'create delete deletecollection get list patch update watch',
  'apps/v1/daemonsets': 'create delete deletecollection get list patch update watch',
  'apps/v1/daemonsets/status': 'get patch update',
  'authorization.k8s.io/v1/selfsubjectaccessreviews': 'create',
  'networking.k8s.io/v1/networkpolicies': 'create delete deletecollection get list patch update watch',
  'rbac.authorization.k8s.io/v1/clusterrolebindings': 'create delete deletecollection get list patch update watch',
  'rbac.authorization.k8s.io/v1/clusterroles': 'create delete deletecollection get list patch update watch',
  'rbac.authorization.k8s.io/v1/rolebindings': 'create delete deletecollection get list patch update watch',
  'rbac.authorization.k8s.io/v1/roles': 'create delete deletecollection get list patch update watch',
};
