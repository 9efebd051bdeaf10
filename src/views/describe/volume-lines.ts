import type {Volume} from './pod-spec.ts';
import {parseQuantity} from './quantity.ts';

/** The volumes of a Pod, or of a template: those that a sandbox can have, and a token's. */
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
  const {hostPath, emptyDir, secret, configMap, downwardAPI, projected} = volume;
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
  return projected ? projectedLines(projected) : ['  <unknown>'];
}

function projectedLines({sources}: NonNullable<Volume['projected']>): readonly string[] {
  return [
    '    Type:\tProjected (a volume that contains injected data from multiple sources)',
    ...sources.flatMap(({secret, downwardAPI, configMap, serviceAccountToken}) => {
      if (secret) {
        return [`    SecretName:\t${secret.name}`, `    SecretOptionalName:\t${secret.optional ?? '<nil>'}`];
      }
      if (downwardAPI) return ['    DownwardAPI:\ttrue'];
      if (configMap) {
        return [`    ConfigMapName:\t${configMap.name}`, `    ConfigMapOptional:\t${configMap.optional ?? '<nil>'}`];
      }
      return serviceAccountToken ? [`    TokenExpirationSeconds:\t${serviceAccountToken.expirationSeconds}`] : [];
    }),
  ];
}
