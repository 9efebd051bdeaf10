import {alignTabs} from '../describing/align-tabs.ts';
import type {Event} from '#src/kubernetes/event.ts';
import {eventLines} from '../describing/event-lines.ts';
import {formatTextMap} from '../describing/metadata-lines.ts';
import {isDefaultClass, storageClassSchema} from './schema.ts';

/** What `kubectl describe storageclass` prints of one. */
export function describeStorageClass(
  object: unknown,
  {events, now}: {events: readonly Event[] | undefined; now: number},
): string {
  const storageClass = storageClassSchema.parse(object);
  const {metadata, mountOptions, allowVolumeExpansion: canGrow, allowedTopologies} = storageClass;
  const canGrowText = typeof canGrow === 'boolean' ? (canGrow ? 'True' : 'False') : '<unset>';
  const given = (title: string, value: string | null | undefined): string[] =>
    typeof value === 'string' ? [`${title}:\t${value}`] : [];
  return alignTabs([
    `Name:\t${metadata.name}`,
    `IsDefaultClass:\t${isDefaultClass(storageClass) ? 'Yes' : 'No'}`,
    // the whole of a long one, and what kubectl itself keeps there too
    ...`Annotations:\t${formatTextMap(metadata.annotations)}`.split('\n'),
    `Provisioner:\t${storageClass.provisioner}`,
    `Parameters:\t${formatTextMap(storageClass.parameters)}`,
    `AllowVolumeExpansion:\t${canGrowText}`,
    ...(mountOptions.length === 0
      ? ['MountOptions:\t<none>']
      : ['MountOptions:', ...mountOptions.map((option) => `  ${option}`)]),
    ...given('ReclaimPolicy', storageClass.reclaimPolicy),
    ...given('VolumeBindingMode', storageClass.volumeBindingMode),
    ...(allowedTopologies ? topologyLines(allowedTopologies) : []),
    ...eventLines(events, now),
  ]);
}

function topologyLines(
  terms: NonNullable<ReturnType<typeof storageClassSchema.parse>['allowedTopologies']>,
): readonly string[] {
  if (terms.length === 0) return ['AllowedTopologies:\t<none>'];
  return [
    'AllowedTopologies:\t',
    ...terms.flatMap(({matchLabelExpressions}, at) => {
      if (matchLabelExpressions.length === 0) return [`  Term ${at}:\t<none>`];
      return matchLabelExpressions.map(({key, values}, index) => {
        const text = `${key} in${values.length === 0 ? '' : ` [${values.join(', ')}]`}`;
        return index === 0 ? `  Term ${at}:\t${text}` : `  \t${text}`;
      });
    }),
  ];
}
