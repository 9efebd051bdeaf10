import {z} from 'zod';
import {kubernetesObjectSchema} from '#src/kubernetes/kubernetes-object.ts';
import {listOf} from '#src/kubernetes/list-of.ts';

const backendSchema = z.looseObject({
  service: z
    .looseObject({
      name: z.string().default(''),
      port: z.looseObject({name: z.string().default(''), number: z.number().default(0)}).prefault({}),
    })
    .nullish(),
  resource: z
    .looseObject({apiGroup: z.string().nullish(), kind: z.string().default(''), name: z.string().default('')})
    .nullish(),
});
/** Where what matches is sent to. */
export type IngressBackend = z.infer<typeof backendSchema>;

const pathSchema = z.looseObject({
  path: z.string().default(''),
  pathType: z.string().default('ImplementationSpecific'),
  backend: backendSchema.prefault({}),
});
export type IngressPath = z.infer<typeof pathSchema>;

const ruleSchema = z.looseObject({
  /** Empty: all hosts that no other rule is for. */
  host: z.string().default(''),
  http: z.looseObject({paths: listOf(pathSchema)}).nullish(),
});

/** @see https://kubernetes.io/docs/reference/kubernetes-api/service-resources/ingress-v1/ */
export const ingressSchema = kubernetesObjectSchema.extend({
  spec: z
    .looseObject({
      ingressClassName: z.string().nullish(),
      defaultBackend: backendSchema.nullish(),
      tls: listOf(z.looseObject({hosts: listOf(z.string()), secretName: z.string().default('')})),
      rules: listOf(ruleSchema),
    })
    .prefault({}),
  status: z
    .looseObject({
      loadBalancer: z
        .looseObject({
          ingress: listOf(z.looseObject({ip: z.string().default(''), hostname: z.string().default('')})),
        })
        .prefault({}),
    })
    .prefault({}),
});
export type Ingress = z.infer<typeof ingressSchema>;
