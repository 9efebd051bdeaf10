import {anyBoolean, fields, listOf, refusedUnlessLive} from '../fields/field-rules.ts';
import {withCommonFields} from '../fields/metadata-fields.ts';
import {needsNoToken} from '../fields/reasons.ts';
import {secretName} from '../secret/secret-name.ts';

const mostSecrets = 10;

/** Whatever an account says of tokens, Pods say that they get none. */
export const serviceAccountFields = withCommonFields({
  automountServiceAccountToken: anyBoolean,
  imagePullSecrets: listOf(fields({name: secretName}), mostSecrets),
  secrets: refusedUnlessLive(needsNoToken, () => '!variables.isLearner'),
});
