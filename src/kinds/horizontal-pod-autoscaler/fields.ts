import {celList, each, fields, forbidden, integer, listOf, oneOf, text, type FieldRule} from '../fields/field-rules.ts';
import {withCommonFields} from '../fields/metadata-fields.ts';
import {requestOf} from '../pod/spec-fields/quantities.ts';
import {replicas} from '../pod/template-fields.ts';
import {words} from '#src/words/words.ts';

/** What may be scaled: the kinds of which `isScaled` holds, which a test asks for. */
const scaled = {apiVersions: ['apps/v1'], kinds: ['Deployment', 'ReplicaSet', 'StatefulSet']};

const measured = ['Resource', 'ContainerResource'];
/** What other programs measure, and nobody here. */
const measuredElsewhere = new Set(['External', 'Object', 'Pods']);

const metricType: FieldRule = {
  kind: 'text',
  oneOf: measured,
  refuse: (type) => (measuredElsewhere.has(type) ? words().policy.metricType({type}) : undefined),
  cel: (type) => `${type} in ${celList(measured)}`,
};

const amount = requestOf('cpu');
const target = fields({
  type: oneOf('Utilization', 'AverageValue'),
  averageUtilization: integer,
  averageValue: amount,
  value: forbidden('onlyAverages'),
});
const resourceName = oneOf('cpu', 'memory');

const rules = fields({
  stabilizationWindowSeconds: integer,
  selectPolicy: oneOf('Max', 'Min', 'Disabled'),
  policies: listOf(fields({type: oneOf('Pods', 'Percent'), value: integer, periodSeconds: integer})),
  tolerance: amount,
});

export const horizontalPodAutoscalerFields = withCommonFields({
  spec: fields({
    scaleTargetRef: fields({
      apiVersion: oneOf(...scaled.apiVersions),
      kind: oneOf(...scaled.kinds),
      name: text,
    }),
    minReplicas: replicas,
    // as many as by hand: the quota of Pods has the last word
    maxReplicas: replicas,
    metrics: listOf(
      fields({
        type: metricType,
        resource: fields({name: resourceName, target}),
        containerResource: fields({name: resourceName, container: text, target}),
        ...each(['external', 'object', 'pods'], forbidden('onlyUse')),
      }),
      10,
    ),
    behavior: fields({scaleUp: rules, scaleDown: rules}),
  }),
});
