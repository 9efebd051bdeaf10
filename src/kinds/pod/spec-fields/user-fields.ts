import {anyBoolean, each, fields, forbidden, integer, oneOf, type FieldRules} from '#src/kinds/fields/field-rules.ts';
import {sharesNode} from '#src/kinds/fields/reasons.ts';

const seccompProfile = fields({
  type: oneOf('RuntimeDefault'),
  localhostProfile: forbidden(sharesNode),
});

export const userFields: FieldRules = {
  runAsUser: integer,
  runAsGroup: integer,
  runAsNonRoot: anyBoolean,
  seccompProfile,
  ...each(['appArmorProfile', 'seLinuxOptions', 'windowsOptions'], forbidden(sharesNode)),
};
