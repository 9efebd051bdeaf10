import {anyBoolean, celList, celText, textMap, type FieldRule} from '../fields/field-rules.ts';
import {withCommonFields} from '../fields/metadata-fields.ts';
import {isBase64} from '#src/kubernetes/base64.ts';
import {words} from '#src/words/words.ts';

/** Without `bootstrap.kubernetes.io/token` and … */
const types = [
  'Opaque',
  'kubernetes.io/basic-auth',
  'kubernetes.io/dockercfg',
  'kubernetes.io/dockerconfigjson',
  'kubernetes.io/ssh-auth',
  'kubernetes.io/tls',
];
/** … this one, which the cluster would fill with a token of the learner's account. */
const tokenType = 'kubernetes.io/service-account-token';

const type: FieldRule = {
  kind: 'text',
  oneOf: types,
  // add-ons have types of their own
  cel: (type) => `${type} in ${celList(types)} || (!variables.isLearner && ${type} != ${celText(tokenType)})`,
};

/** What is said of it never quotes it. */
const encoded: FieldRule = {
  kind: 'text',
  refuse: (value) => (isBase64(value.replaceAll(/[\r\n]/gu, '')) ? undefined : words().policy.notBase64),
  cel: () => 'true',
};

export const secretFields = withCommonFields({
  type,
  data: {kind: 'map', of: encoded},
  stringData: textMap,
  immutable: anyBoolean,
});
