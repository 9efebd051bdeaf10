import {controllerOf, type KubernetesObject} from '#src/kubernetes/kubernetes-object.ts';

/** `Controlled By:`, if a controller made the object. */
export function controllerLines(object: KubernetesObject): readonly string[] {
  const controller = controllerOf(object);
  return controller === undefined ? [] : [`Controlled By:\t${controller.kind}/${controller.name}`];
}
