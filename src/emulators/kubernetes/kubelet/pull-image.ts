import type {Image} from '../machine/images/image.ts';
import type {Container, ContainerState} from '../objects/pod.ts';
import type {EventSubject} from '../events/event-recorder.ts';
import {canonicalName} from './image-name.ts';
import {imageBytes} from './image-store.ts';
import type {PodHost} from './pod-host.ts';

interface PullRequest {
  container: Container;
  host: PodHost;
  about: EventSubject;
  /** Shows what the container waits for. */
  wait: (waiting: NonNullable<ContainerState['waiting']>) => void;
  signal: AbortSignal;
}

/** Gets a container's image, again and again with growing pauses; undefined when told to stop. */
export async function pullImage({container, host, about, wait, signal}: PullRequest): Promise<Image | undefined> {
  const {image: reference, imagePullPolicy} = container;
  const {clock, timings} = host;
  if (imagePullPolicy !== 'Always' && host.pulledImages.has(reference)) {
    const image = host.images.find(reference);
    const text = `Container image "${reference}" already present on machine and can be accessed by the pod`;
    host.event(about, 'Normal', 'Pulled', text);
    host.pulledImages.use(reference);
    if (image !== undefined) return image;
  }
  let backOffMs = timings.backOffMs;
  while (!signal.aborted) {
    host.event(about, 'Normal', 'Pulling', `Pulling image "${reference}"`);
    const pullMs = timings.pullMs;
    await clock.sleep(pullMs, signal);
    const image = host.images.find(reference);
    if (image !== undefined) {
      host.pulledImages.use(reference);
      const took = `${Math.round(pullMs)}ms`;
      const text = `Successfully pulled image "${reference}" in ${took} (${took} including waiting). Image size: ${imageBytes} bytes.`;
      host.event(about, 'Normal', 'Pulled', text);
      return image;
    }
    const name = canonicalName(reference);
    const cause = `failed to pull and unpack image "${name}": failed to resolve image: ${name}: not found`;
    host.event(about, 'Warning', 'Failed', `Failed to pull image "${reference}": ${cause}`);
    host.event(about, 'Warning', 'Failed', 'Error: ErrImagePull');
    wait({reason: 'ErrImagePull', message: cause});
    await clock.sleep(Math.min(timings.relistMs * 10, backOffMs), signal);
    const text = `Back-off pulling image "${reference}"`;
    host.event(about, 'Normal', 'BackOff', text);
    host.event(about, 'Warning', 'Failed', 'Error: ImagePullBackOff');
    if (!signal.aborted) wait({reason: 'ImagePullBackOff', message: `${text}: ErrImagePull: ${cause}`});
    await clock.sleep(backOffMs, signal);
    backOffMs = Math.min(backOffMs * 2, timings.maxBackOffMs);
  }
  return undefined;
}
