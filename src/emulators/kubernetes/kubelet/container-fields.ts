import type {Container, ContainerStatus, Pod} from '../objects/pod.ts';

/** What a container's status repeats of its spec from the first moment on. */
export function mountsOf({volumeMounts = []}: Container): Pick<ContainerStatus, 'volumeMounts'> {
  if (volumeMounts.length === 0) return {};
  return {
    volumeMounts: volumeMounts.map(({name, mountPath, readOnly}) => ({
      name,
      mountPath,
      ...(readOnly === true ? {readOnly, recursiveReadOnly: 'Disabled'} : {}),
    })),
  };
}

/** What it tells besides once the container has been made. */
export function madeWith({resources = {}}: Container): Partial<ContainerStatus> {
  const {requests} = resources;
  return {
    ...(requests === undefined || Object.keys(requests).length === 0 ? {} : {allocatedResources: requests}),
    resources,
    user: {linux: {uid: 0, gid: 0, supplementalGroups: [0]}},
  };
}

/** How events name a container of a Pod. */
export function fieldPath(pod: Pod, {name}: Container): string {
  const isInit = pod.spec.initContainers?.some((container) => container.name === name) === true;
  return `spec.${isInit ? 'initContainers' : 'containers'}{${name}}`;
}
