import {z} from 'zod';
import {intOrStringSchema} from '#src/kubernetes/int-or-string.ts';
import {kubernetesObjectSchema} from '#src/kubernetes/kubernetes-object.ts';
import {listOf} from '#src/kubernetes/list-of.ts';

const textsSchema = z.array(z.string()).nullish();

const servicePortSchema = z.looseObject({
  name: z.string().default(''),
  port: z.number(),
  protocol: z.string().default('TCP'),
  targetPort: intOrStringSchema.optional(),
  nodePort: z.number().default(0),
  appProtocol: z.string().nullish(),
});
export type ServicePort = z.infer<typeof servicePortSchema>;

export const serviceSchema = kubernetesObjectSchema.extend({
  spec: z.looseObject({
    selector: z.record(z.string(), z.string()).nullish(),
    type: z.string().default(''),
    ipFamilyPolicy: z.string().nullish(),
    ipFamilies: textsSchema,
    clusterIP: z.string().default(''),
    clusterIPs: textsSchema,
    externalIPs: textsSchema,
    loadBalancerIP: z.string().nullish(),
    externalName: z.string().nullish(),
    ports: listOf(servicePortSchema),
    sessionAffinity: z.string().default(''),
    externalTrafficPolicy: z.string().nullish(),
    internalTrafficPolicy: z.string().nullish(),
    healthCheckNodePort: z.number().nullish(),
    loadBalancerSourceRanges: textsSchema,
    trafficDistribution: z.string().nullish(),
  }),
  status: z
    .looseObject({
      loadBalancer: z
        .looseObject({
          ingress: z
            .array(
              z.looseObject({
                ip: z.string().optional(),
                hostname: z.string().optional(),
                ipMode: z.string().optional(),
              }),
            )
            .nullish(),
        })
        .prefault({}),
    })
    .prefault({}),
});
export type Service = z.infer<typeof serviceSchema>;
