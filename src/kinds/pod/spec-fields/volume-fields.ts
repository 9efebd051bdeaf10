import {
  anyBoolean,
  each,
  fields,
  forbidden,
  integer,
  integerOrText,
  listOf,
  oneOf,
  text,
  type FieldRules,
} from '#src/kinds/fields/field-rules.ts';
import {secretName} from '#src/kinds/secret/secret-name.ts';
import {requestOf} from './quantities.ts';
import {needsNoToken} from '#src/kinds/fields/reasons.ts';

export const fieldReference = fields({apiVersion: text, fieldPath: text});

export const resourceReference = fields({containerName: text, resource: text, divisor: integerOrText});

/** How the keys of a ConfigMap or a Secret become files. */
const keyFiles = listOf(fields({key: text, path: text, mode: integer, user: forbidden()}));

/** What a Pod is told of itself, as files. */
const ownFiles = listOf(
  fields({
    path: text,
    mode: integer,
    user: forbidden(),
    fieldRef: fieldReference,
    resourceFieldRef: resourceReference,
  }),
);

/** Where the content of a volume may come from. */
export const volumeSources: FieldRules = {
  emptyDir: fields({sizeLimit: requestOf('ephemeral-storage'), medium: oneOf('', 'Memory'), mode: forbidden()}),
  /** Which paths is decided where they are mapped. */
  hostPath: fields({path: text, type: oneOf('', 'Directory', 'DirectoryOrCreate')}),
  configMap: fields({
    name: text,
    optional: anyBoolean,
    defaultMode: integer,
    defaultUser: forbidden(),
    items: keyFiles,
  }),
  secret: fields({
    secretName,
    optional: anyBoolean,
    defaultMode: integer,
    defaultUser: forbidden(),
    items: keyFiles,
  }),
  /** Claims of other namespaces cannot be named. */
  persistentVolumeClaim: fields({claimName: text, readOnly: anyBoolean}),
  downwardAPI: fields({
    defaultMode: integer,
    defaultUser: forbidden(),
    items: ownFiles,
  }),
  /** Several of these in one. */
  projected: fields({
    defaultMode: integer,
    defaultUser: forbidden(),
    sources: listOf(
      fields({
        configMap: fields({name: text, optional: anyBoolean, items: keyFiles}),
        secret: fields({name: secretName, optional: anyBoolean, items: keyFiles}),
        downwardAPI: fields({items: ownFiles}),
        serviceAccountToken: forbidden(needsNoToken),
        ...each(['clusterTrustBundle', 'podCertificate'], forbidden()),
      }),
    ),
  }),
};

export const volume = fields({
  name: text,
  ...volumeSources,
  ...each(
    [
      'awsElasticBlockStore',
      'azureDisk',
      'azureFile',
      'cephfs',
      'cinder',
      'csi',
      'ephemeral',
      'fc',
      'flexVolume',
      'flocker',
      'gcePersistentDisk',
      'gitRepo',
      'glusterfs',
      'image',
      'iscsi',
      'nfs',
      'photonPersistentDisk',
      'portworxVolume',
      'quobyte',
      'rbd',
      'scaleIO',
      'storageos',
      'vsphereVolume',
    ],
    forbidden('fewVolumes'),
  ),
});
