import {any, boolean, integer, list, object, quantity, string} from '../schema/schema.ts';
import {fieldRef, resourceFieldRef} from './pod-references-schema.ts';

const keyToPath = list(object('KeyToPath', {key: string, path: string, mode: integer}));
const configMapSource = {name: string, items: keyToPath, optional: boolean};
const downwardItems = list(object('DownwardAPIVolumeFile', {path: string, fieldRef, resourceFieldRef, mode: integer}));
/** Volume sources that no node of this cluster can mount are kept as they are and refused by validation. */
export const volume = object('Volume', {
  name: string,
  hostPath: object('HostPathVolumeSource', {path: string, type: string}),
  emptyDir: object('EmptyDirVolumeSource', {medium: string, sizeLimit: quantity}),
  configMap: object('ConfigMapVolumeSource', {...configMapSource, defaultMode: integer}),
  secret: object('SecretVolumeSource', {
    secretName: string,
    items: keyToPath,
    optional: boolean,
    defaultMode: integer,
  }),
  projected: object('ProjectedVolumeSource', {
    defaultMode: integer,
    sources: list(
      object('VolumeProjection', {
        configMap: object('ConfigMapProjection', configMapSource),
        secret: object('SecretProjection', configMapSource),
        downwardAPI: object('DownwardAPIProjection', {items: downwardItems}),
        serviceAccountToken: object('ServiceAccountTokenProjection', {
          audience: string,
          expirationSeconds: integer,
          path: string,
        }),
      }),
    ),
  }),
  downwardAPI: object('DownwardAPIVolumeSource', {items: downwardItems, defaultMode: integer}),
  persistentVolumeClaim: object('PersistentVolumeClaimVolumeSource', {claimName: string, readOnly: boolean}),
  nfs: any,
  csi: any,
  ephemeral: any,
  image: any,
  iscsi: any,
});
