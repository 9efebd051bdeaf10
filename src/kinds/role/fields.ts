import {celList, fields, forbidden, listOf, type FieldRule} from '../fields/field-rules.ts';
import {withCommonFields} from '../fields/metadata-fields.ts';
import {words} from '#src/words/words.ts';

/** What learners do in their sandboxes: no more is granted there. */
const verbs = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'];

const mostRules = 20;
const mostNames = 50;

/** The rules of others, such as an add-on's, are not learners'. */
const verb: FieldRule = {
  kind: 'text',
  oneOf: verbs,
  cel: (verb) => `!variables.isLearner || ${verb} in ${celList(verbs)}`,
};

/** A group or a resource by its name; whether a learner holds what is granted of it, RBAC decides. */
const named: FieldRule = {
  kind: 'text',
  refuse: (name) => {
    if (!name.includes('*')) return undefined;
    const {because, writeEach: next, valueNotAllowedSince} = words().policy;
    return {problem: valueNotAllowedSince({value: name, reason: because.grantsOwnRights}), next};
  },
  cel: (name) => `!variables.isLearner || !${name}.contains("*")`,
};

export const roleFields = withCommonFields({
  rules: listOf(
    fields({
      apiGroups: listOf(named, mostNames),
      resources: listOf(named, mostNames),
      verbs: listOf(verb, mostNames),
      resourceNames: listOf({kind: 'text'}, mostNames),
      nonResourceURLs: forbidden('ofCluster'),
    }),
    mostRules,
  ),
});
