import {z} from 'zod';
import {intOrStringSchema} from '#src/kubernetes/int-or-string.ts';
import {labelSelectorSchema} from '#src/kubernetes/label-selector-text.ts';

const amountsSchema = z.record(z.string(), z.string());
export type Amounts = z.infer<typeof amountsSchema>;

export const resourcesSchema = z.looseObject({limits: amountsSchema.nullish(), requests: amountsSchema.nullish()});
export type Resources = z.infer<typeof resourcesSchema>;

const probeSchema = z.looseObject({
  exec: z.looseObject({command: z.array(z.string()).default([])}).nullish(),
  httpGet: z
    .looseObject({
      scheme: z.string().default(''),
      host: z.string().default(''),
      port: intOrStringSchema,
      path: z.string().default(''),
    })
    .nullish(),
  tcpSocket: z.looseObject({host: z.string().default(''), port: intOrStringSchema}).nullish(),
  grpc: z.looseObject({port: z.number(), service: z.string().default('')}).nullish(),
  initialDelaySeconds: z.number().default(0),
  timeoutSeconds: z.number().default(0),
  periodSeconds: z.number().default(0),
  successThreshold: z.number().default(0),
  failureThreshold: z.number().default(0),
});
export type Probe = z.infer<typeof probeSchema>;

const keyReferenceSchema = z.looseObject({
  name: z.string().default(''),
  key: z.string(),
  optional: z.boolean().default(false),
});

const environmentVariableSchema = z.looseObject({
  name: z.string(),
  value: z.string().default(''),
  valueFrom: z
    .looseObject({
      fieldRef: z.looseObject({apiVersion: z.string().default('v1'), fieldPath: z.string()}).nullish(),
      resourceFieldRef: z.looseObject({resource: z.string(), divisor: intOrStringSchema.default('0')}).nullish(),
      secretKeyRef: keyReferenceSchema.nullish(),
      configMapKeyRef: keyReferenceSchema.nullish(),
    })
    .nullish(),
});
export type EnvironmentVariable = z.infer<typeof environmentVariableSchema>;

const sourceReferenceSchema = z.looseObject({name: z.string().default(''), optional: z.boolean().default(false)});

const seccompProfileSchema = z.looseObject({type: z.string(), localhostProfile: z.string().default('')});
export type SeccompProfile = z.infer<typeof seccompProfileSchema>;
const seccompSchema = z.looseObject({seccompProfile: seccompProfileSchema.nullish()});

const containerSchema = z.looseObject({
  name: z.string(),
  image: z.string().default(''),
  command: z.array(z.string()).nullish(),
  args: z.array(z.string()).nullish(),
  ports: z
    .array(
      z.looseObject({
        name: z.string().default(''),
        containerPort: z.number(),
        hostPort: z.number().default(0),
        protocol: z.string().default('TCP'),
      }),
    )
    .nullish(),
  env: z.array(environmentVariableSchema).nullish(),
  envFrom: z
    .array(
      z.looseObject({
        prefix: z.string().default(''),
        configMapRef: sourceReferenceSchema.nullish(),
        secretRef: sourceReferenceSchema.nullish(),
      }),
    )
    .nullish(),
  resources: resourcesSchema.prefault({}),
  livenessProbe: probeSchema.nullish(),
  readinessProbe: probeSchema.nullish(),
  startupProbe: probeSchema.nullish(),
  volumeMounts: z
    .array(
      z.looseObject({
        name: z.string(),
        mountPath: z.string(),
        readOnly: z.boolean().default(false),
        subPath: z.string().default(''),
      }),
    )
    .nullish(),
  volumeDevices: z.array(z.looseObject({name: z.string(), devicePath: z.string()})).nullish(),
  securityContext: seccompSchema.nullish(),
  restartPolicy: z.string().optional(),
});
export type Container = z.infer<typeof containerSchema>;

const itemSchema = z.looseObject({
  path: z.string(),
  fieldRef: z.looseObject({fieldPath: z.string()}).nullish(),
  resourceFieldRef: z.looseObject({resource: z.string()}).nullish(),
});

export const volumeSchema = z.looseObject({
  name: z.string(),
  hostPath: z.looseObject({path: z.string(), type: z.string().nullish()}).nullish(),
  emptyDir: z.looseObject({medium: z.string().default(''), sizeLimit: z.string().nullish()}).nullish(),
  configMap: sourceReferenceSchema.nullish(),
  secret: z.looseObject({secretName: z.string().default(''), optional: z.boolean().default(false)}).nullish(),
  downwardAPI: z.looseObject({items: z.array(itemSchema).default([])}).nullish(),
  projected: z
    .looseObject({
      sources: z
        .array(
          z.looseObject({
            configMap: sourceReferenceSchema.nullish(),
            secret: sourceReferenceSchema.nullish(),
            downwardAPI: z.looseObject({}).nullish(),
            serviceAccountToken: z.looseObject({expirationSeconds: z.number().default(0)}).nullish(),
          }),
        )
        .default([]),
    })
    .nullish(),
  persistentVolumeClaim: z.looseObject({claimName: z.string(), readOnly: z.boolean().default(false)}).nullish(),
  csi: z
    .looseObject({
      driver: z.string(),
      fsType: z.string().nullish(),
      readOnly: z.boolean().nullish(),
      volumeAttributes: z.record(z.string(), z.string()).nullish(),
    })
    .nullish(),
  image: z.looseObject({reference: z.string().default(''), pullPolicy: z.string().default('')}).nullish(),
});
export type Volume = z.infer<typeof volumeSchema>;

const tolerationSchema = z.looseObject({
  key: z.string().default(''),
  operator: z.string().default(''),
  value: z.string().default(''),
  effect: z.string().default(''),
  tolerationSeconds: z.number().nullish(),
});
export type Toleration = z.infer<typeof tolerationSchema>;

const topologySpreadSchema = z.looseObject({
  topologyKey: z.string(),
  whenUnsatisfiable: z.string(),
  maxSkew: z.number(),
  labelSelector: labelSelectorSchema.nullish(),
});
export type TopologySpreadConstraint = z.infer<typeof topologySpreadSchema>;

/** The spec of a Pod, as much of it as is described. */
export const podSpecSchema = z.looseObject({
  containers: z.array(containerSchema).default([]),
  initContainers: z.array(containerSchema).nullish(),
  ephemeralContainers: z.array(containerSchema).nullish(),
  volumes: z.array(volumeSchema).nullish(),
  nodeName: z.string().default(''),
  nodeSelector: z.record(z.string(), z.string()).nullish(),
  tolerations: z.array(tolerationSchema).nullish(),
  priority: z.number().nullish(),
  priorityClassName: z.string().default(''),
  runtimeClassName: z.string().nullish(),
  serviceAccountName: z.string().default(''),
  securityContext: seccompSchema.nullish(),
  resources: resourcesSchema.nullish(),
  overhead: amountsSchema.nullish(),
  readinessGates: z.array(z.looseObject({conditionType: z.string()})).nullish(),
  topologySpreadConstraints: z.array(topologySpreadSchema).nullish(),
  schedulingGroup: z.looseObject({podGroupName: z.string().default('')}).nullish(),
});

export const podTemplateSchema = z.looseObject({
  metadata: z
    .looseObject({
      labels: z.record(z.string(), z.string()).nullish(),
      annotations: z.record(z.string(), z.string()).nullish(),
    })
    .prefault({}),
  spec: podSpecSchema,
});
export type PodTemplate = z.infer<typeof podTemplateSchema>;
