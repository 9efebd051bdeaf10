import {celText} from '#src/kinds/fields/field-rules.ts';
import {celOfKeys} from '#src/kinds/fields/label-keys.ts';
import type {AllowedKind} from '../policy/allowed-kinds.ts';
import {reasonOf, type CelCondition} from './cel-of-rules.ts';

/** As of old: it goes before the field of the spec. */
const classAnnotation = 'volume.beta.kubernetes.io/storage-class';

/** Of a claim, and of what has claims made: whichever way a class is named, it is the one that makes new volumes. */
export function claimConfinement({kind, claimTemplatesAt}: AllowedKind): CelCondition[] {
  if (kind === 'PersistentVolumeClaim') {
    const annotations = 'object.metadata.annotations';
    return [
      {
        field: 'spec.storageClassName',
        because: reasonOf('classOfCluster'),
        // a claim that names none has the default one by now, where there is one
        expression: `has(object.spec.storageClassName) && (!has(${annotations}) || !(${celText(classAnnotation)} in ${annotations}))`,
      },
    ];
  }
  if (claimTemplatesAt === undefined) return [];
  const templates = ['object', ...claimTemplatesAt].join('.');
  return (['label', 'annotation'] as const).map((what) => {
    const keys = `${what}s`;
    return {
      field: `${claimTemplatesAt.join('.')}[].metadata.${keys}`,
      because: reasonOf('keyMayBeActedOn'),
      expression: `!has(${templates}) || ${templates}.all(t, !has(t.metadata) || !has(t.metadata.${keys}) || t.metadata.${keys}.all(k, ${celOfKeys[what]('k')}))`,
    };
  });
}
