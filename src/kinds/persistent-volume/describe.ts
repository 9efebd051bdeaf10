import {alignTabs} from '../describing/align-tabs.ts';
import type {Event} from '#src/kubernetes/event.ts';
import {eventLines} from '../describing/event-lines.ts';
import {labelAndAnnotationLines, sortedEntries} from '../describing/metadata-lines.ts';
import {since} from '#src/kubernetes/since.ts';
import {accessModesText} from '../persistent-volume-claim/access-modes.ts';
import {storageClassOf} from '../persistent-volume-claim/schema.ts';
import {persistentVolumeSchema} from './schema.ts';

type Volume = ReturnType<typeof persistentVolumeSchema.parse>;

const longestAttribute = 140;

/** What `kubectl describe pv` prints of one that a cluster makes by itself: of other sources it says `<unknown>`. */
export function describePersistentVolume(
  object: unknown,
  {events, now}: {events: readonly Event[] | undefined; now: number},
): string {
  const volume = persistentVolumeSchema.parse(object);
  const {metadata, spec, status} = volume;
  const {claimRef} = spec;
  const {deletionTimestamp} = metadata;
  return alignTabs([
    `Name:\t${metadata.name}`,
    ...labelAndAnnotationLines(volume),
    `Finalizers:\t[${(metadata.finalizers ?? []).join(' ')}]`,
    `StorageClass:\t${storageClassOf(volume)}`,
    `Status:\t${deletionTimestamp === undefined ? status.phase : `Terminating (lasts ${since(deletionTimestamp, now)})`}`,
    `Claim:\t${claimRef ? `${claimRef.namespace}/${claimRef.name}` : ''}`,
    `Reclaim Policy:\t${spec.persistentVolumeReclaimPolicy}`,
    `Access Modes:\t${accessModesText(spec.accessModes)}`,
    ...(typeof spec.volumeMode === 'string' ? [`VolumeMode:\t${spec.volumeMode}`] : []),
    `Capacity:\t${spec.capacity?.['storage'] ?? '0'}`,
    ...affinityLines(volume),
    `Message:\t${status.message}`,
    'Source:',
    ...sourceLines(volume),
    ...eventLines(events, now),
  ]);
}

function affinityLines({spec: {nodeAffinity}}: Volume): readonly string[] {
  const required = nodeAffinity?.required;
  if (!required) return ['Node Affinity:\t<none>'];
  const terms = required.nodeSelectorTerms;
  if (terms.length === 0) return ['Node Affinity:\t', '  Required Terms:\t<none>'];
  return [
    'Node Affinity:\t',
    '  Required Terms:\t',
    ...terms.flatMap(({matchExpressions}, at) => {
      const lines = matchExpressions.map(
        ({key, operator, values}) =>
          `${key} ${operator.toLowerCase()}${values.length === 0 ? '' : ` [${values.join(', ')}]`}`,
      );
      if (lines.length === 0) return [`    Term ${at}:\t<none>`];
      return lines.map((line, index) => (index === 0 ? `    Term ${at}:\t${line}` : `    \t${line}`));
    }),
  ];
}

function sourceLines({spec: {hostPath, local, nfs, csi}}: Volume): readonly string[] {
  if (hostPath) {
    return [
      '    Type:\tHostPath (bare host directory volume)',
      `    Path:\t${hostPath.path}`,
      `    HostPathType:\t${hostPath.type ?? '<none>'}`,
    ];
  }
  if (nfs) {
    return [
      '    Type:\tNFS (an NFS mount that lasts the lifetime of a pod)',
      `    Server:\t${nfs.server}`,
      `    Path:\t${nfs.path}`,
      `    ReadOnly:\t${nfs.readOnly}`,
    ];
  }
  if (local) {
    return [
      '    Type:\tLocalVolume (a persistent volume backed by local storage on a node)',
      `    Path:\t${local.path}`,
    ];
  }
  if (!csi) return ['  <unknown>'];
  const attributes = sortedEntries(csi.volumeAttributes).map(([key, value]) => {
    const line = `${key}=${value}`;
    return line.length > longestAttribute ? `${line.slice(0, longestAttribute)}...` : line;
  });
  return [
    '    Type:\tCSI (a Container Storage Interface (CSI) volume source)',
    `    Driver:\t${csi.driver}`,
    `    FSType:\t${csi.fsType}`,
    `    VolumeHandle:\t${csi.volumeHandle}`,
    `    ReadOnly:\t${csi.readOnly}`,
    ...(attributes.length === 0 ? ['    VolumeAttributes:\t<none>'] : []),
    // kubectl indents what follows twice
    ...attributes.map((line, at) => (at === 0 ? `    VolumeAttributes:\t    ${line}` : `        \t    ${line}`)),
  ];
}
