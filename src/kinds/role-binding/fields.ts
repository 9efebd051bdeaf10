import {celText, fields, listOf, text, type FieldRule} from '../fields/field-rules.ts';
import {withCommonFields} from '../fields/metadata-fields.ts';
import {words} from '#src/words/words.ts';

const rbac = 'rbac.authorization.k8s.io';
const mostSubjects = 10;

/** What a sandbox's own bindings are, and those of add-ons, is not for learners to write. */
const only = (value: string, said: () => {readonly why: string; readonly next: string}): FieldRule => ({
  kind: 'text',
  refuse: (given) => {
    if (given === value) return undefined;
    const {why: reason, next} = said();
    return {problem: words().policy.valueNotAllowedSince({value: given, reason}), next};
  },
  cel: (given) => `!variables.isLearner || ${given} == ${celText(value)}`,
});

/**
 * Who is given rights are accounts of this sandbox: nobody else is let in, neither by chance (`system:authenticated`) nor by
 * agreement. What they are given is a Role of the sandbox, whose rules its learner has.
 */
export const roleBindingFields = withCommonFields({
  roleRef: fields({
    apiGroup: only(rbac, () => words().policy.bindsRole),
    kind: only('Role', () => words().policy.bindsRole),
    name: text,
  }),
  subjects: listOf(
    fields({
      kind: only('ServiceAccount', () => words().policy.bindsAccount),
      apiGroup: only('', () => words().policy.bindsAccount),
      name: text,
      /** Which it is, `admit` decides: that of the binding without. */
      namespace: {
        kind: 'text',
        cel: (namespace) =>
          `!variables.isLearner || ${namespace} == "" || ${namespace}.split("--")[0] == request.namespace.split("--")[0]`,
      },
    }),
    mostSubjects,
  ),
});
