import {any, boolean, integer, list, object, quantity, string} from '../schema/schema.ts';
import {fieldRef, resourceFieldRef} from './pod-references-schema.ts';

const keyToPath = list(object('KeyToPath', {key: string, path: string, mode: integer, user: integer}, ['key', 'path']));
const configMapSource = {name: string, items: keyToPath, optional: boolean};
const downwardItems = list(
  object('DownwardAPIVolumeFile', {path: string, fieldRef, resourceFieldRef, mode: integer, user: integer}, ['path']),
);
const otherSources = [
  'nfs',
  'csi',
  'ephemeral',
  'iscsi',
  'awsElasticBlockStore',
  'azureDisk',
  'azureFile',
  'cephfs',
  'cinder',
  'fc',
  'flexVolume',
  'flocker',
  'gcePersistentDisk',
  'gitRepo',
  'glusterfs',
  'photonPersistentDisk',
  'portworxVolume',
  'quobyte',
  'rbd',
  'scaleIO',
  'storageos',
  'vsphereVolume',
];
/** Volume sources that no node of this cluster can mount are kept as they are and refused by validation. */
export const volume = object(
  'Volume',
  {
    name: string,
    hostPath: object('HostPathVolumeSource', {path: string, type: string}, ['path']),
    emptyDir: object('EmptyDirVolumeSource', {medium: string, sizeLimit: quantity, mode: integer}),
    configMap: object('ConfigMapVolumeSource', {...configMapSource, defaultMode: integer, defaultUser: integer}),
    secret: object('SecretVolumeSource', {
      secretName: string,
      items: keyToPath,
      optional: boolean,
      defaultMode: integer,
      defaultUser: integer,
    }),
    projected: object('ProjectedVolumeSource', {
      defaultMode: integer,
      defaultUser: integer,
      sources: list(
        object('VolumeProjection', {
          configMap: object('ConfigMapProjection', configMapSource),
          secret: object('SecretProjection', configMapSource),
          downwardAPI: object('DownwardAPIProjection', {items: downwardItems}),
          serviceAccountToken: object(
            'ServiceAccountTokenProjection',
            {
              audience: string,
              expirationSeconds: integer,
              path: string,
              user: integer,
            },
            ['path'],
          ),
          clusterTrustBundle: any,
          podCertificate: any,
        }),
      ),
    }),
    downwardAPI: object('DownwardAPIVolumeSource', {items: downwardItems, defaultMode: integer, defaultUser: integer}),
    persistentVolumeClaim: object('PersistentVolumeClaimVolumeSource', {claimName: string, readOnly: boolean}, [
      'claimName',
    ]),
    image: object('ImageVolumeSource', {reference: string, pullPolicy: string}),
    ...Object.fromEntries(otherSources.map((source) => [source, any])),
  },
  ['name'],
);
