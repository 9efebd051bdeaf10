import {sortedEntries} from '#src/kinds/describing/metadata-lines.ts';
import type {Volume} from '../pod-spec.ts';
import {parseQuantity} from '#src/kubernetes/quantity.ts';

const longestAttribute = 140;

/** The volumes of a Pod, or of a template: those that a sandbox can have, and those that a cluster may add. */
export function volumeLines(
  volumes: readonly Volume[] | null | undefined,
  {isTemplate}: {isTemplate: boolean},
): readonly string[] {
  const indent = isTemplate ? '  ' : '';
  if (!volumes || volumes.length === 0) return [`${indent}Volumes:\t<none>`];
  return [
    `${indent}Volumes:`,
    ...volumes.flatMap((volume) => [`  ${isTemplate ? ' ' : ''}${volume.name}:`, ...sourceLines(volume)]),
  ];
}

function sourceLines(volume: Volume): readonly string[] {
  const {hostPath, emptyDir, secret, configMap, downwardAPI, projected, persistentVolumeClaim, csi, image} = volume;
  if (hostPath) {
    return [
      '    Type:\tHostPath (bare host directory volume)',
      `    Path:\t${hostPath.path}`,
      `    HostPathType:\t${hostPath.type ?? '<none>'}`,
    ];
  }
  if (emptyDir) {
    const {sizeLimit} = emptyDir;
    const isLimited = typeof sizeLimit === 'string' && parseQuantity(sizeLimit).thousandths > 0n;
    return [
      "    Type:\tEmptyDir (a temporary directory that shares a pod's lifetime)",
      `    Medium:\t${emptyDir.medium}`,
      `    SizeLimit:\t${isLimited ? sizeLimit : '<unset>'}`,
    ];
  }
  if (secret) {
    return [
      '    Type:\tSecret (a volume populated by a Secret)',
      `    SecretName:\t${secret.secretName}`,
      `    Optional:\t${secret.optional}`,
    ];
  }
  if (configMap) {
    return [
      '    Type:\tConfigMap (a volume populated by a ConfigMap)',
      `    Name:\t${configMap.name}`,
      `    Optional:\t${configMap.optional}`,
    ];
  }
  if (downwardAPI) {
    return [
      '    Type:\tDownwardAPI (a volume populated by information about the pod)',
      '    Items:',
      ...downwardAPI.items.map(
        ({path, fieldRef, resourceFieldRef}) =>
          `      ${fieldRef?.fieldPath ?? resourceFieldRef?.resource ?? ''} -> ${path}`,
      ),
    ];
  }
  if (persistentVolumeClaim) {
    return [
      '    Type:\tPersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same namespace)',
      `    ClaimName:\t${persistentVolumeClaim.claimName}`,
      `    ReadOnly:\t${persistentVolumeClaim.readOnly}`,
    ];
  }
  if (image) {
    return [
      '    Type:\tImage (a container image or OCI artifact)',
      `    Reference:\t${image.reference}`,
      `    PullPolicy:\t${image.pullPolicy}`,
    ];
  }
  if (csi) return csiLines(csi);
  return projected ? projectedLines(projected) : ['  <unknown>'];
}

function csiLines({driver, fsType, readOnly, volumeAttributes}: NonNullable<Volume['csi']>): readonly string[] {
  const attributes = sortedEntries(volumeAttributes).map(([key, value]) => `${key}=${value}`);
  return [
    '    Type:\tCSI (a Container Storage Interface (CSI) volume source)',
    `    Driver:\t${driver}`,
    `    FSType:\t${fsType ?? ''}`,
    `    ReadOnly:\t${readOnly ?? false}`,
    ...(attributes.length === 0 ? ['    VolumeAttributes:\t<none>'] : []),
    ...attributes.map((text, index) => {
      const shown = text.length > longestAttribute ? `${text.slice(0, longestAttribute)}...` : text;
      return `    ${index === 0 ? 'VolumeAttributes:' : '    '}\t    ${shown}`;
    }),
  ];
}

function projectedLines({sources}: NonNullable<Volume['projected']>): readonly string[] {
  return [
    '    Type:\tProjected (a volume that contains injected data from multiple sources)',
    ...sources.flatMap(({secret, downwardAPI, configMap, serviceAccountToken}) => {
      if (secret) {
        return [`    SecretName:\t${secret.name}`, `    Optional:\t${secret.optional}`];
      }
      if (downwardAPI) return ['    DownwardAPI:\ttrue'];
      if (configMap) {
        return [`    ConfigMapName:\t${configMap.name}`, `    Optional:\t${configMap.optional}`];
      }
      return serviceAccountToken ? [`    TokenExpirationSeconds:\t${serviceAccountToken.expirationSeconds}`] : [];
    }),
  ];
}
