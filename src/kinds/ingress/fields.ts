import {fields, forbidden, integer, listOf, oneOf, text, type FieldRule} from '../fields/field-rules.ts';
import {judgeAnnotationKey} from '../fields/label-keys.ts';
import {withCommonFields} from '../fields/metadata-fields.ts';
import {secretName} from '../secret/secret-name.ts';

const mostItems = 20;

const backend: FieldRule = fields({
  service: fields({name: text, port: fields({name: text, number: integer})}),
  resource: forbidden('sendsToServices'),
});

export const ingressFields = withCommonFields(
  {
    spec: fields({
      // whatever was written, it becomes the sandboxes' own
      ingressClassName: text,
      defaultBackend: backend,
      tls: listOf(fields({hosts: listOf(text, mostItems), secretName}), mostItems),
      rules: listOf(
        fields({
          host: text,
          http: fields({
            paths: listOf(
              fields({path: text, pathType: oneOf('Exact', 'Prefix', 'ImplementationSpecific'), backend}),
              mostItems,
            ),
          }),
        }),
        mostItems,
      ),
    }),
  },
  {
    // written for controllers that no sandbox has: nearly every Ingress of a course has some
    judgeAnnotation: (key) => {
      const verdict = judgeAnnotationKey(key);
      return verdict === 'leave out' ? 'leave to controllers' : verdict;
    },
  },
);
