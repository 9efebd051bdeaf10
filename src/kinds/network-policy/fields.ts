import {fields, forbidden, integer, integerOrText, listOf, oneOf, text, type FieldRule} from '../fields/field-rules.ts';
import {labelSelector} from '../fields/label-selector.ts';
import {withCommonFields} from '../fields/metadata-fields.ts';

/** Each is a line or more in what every node filters by. */
const mostItems = 20;

const ports = listOf(fields({protocol: oneOf('TCP', 'UDP', 'SCTP'), port: integerOrText, endPort: integer}), mostItems);

const peers = (ipBlock: FieldRule): FieldRule =>
  listOf(fields({podSelector: labelSelector, namespaceSelector: labelSelector, ipBlock}), mostItems);

export const networkPolicyFields = withCommonFields({
  spec: fields({
    podSelector: labelSelector,
    policyTypes: listOf(oneOf('Ingress', 'Egress')),
    ingress: listOf(fields({ports, from: peers(fields({cidr: text, except: listOf(text, mostItems)}))}), mostItems),
    // what has an address is another's as well
    egress: listOf(fields({ports, to: peers(forbidden('reachesNobodyElse'))}), mostItems),
  }),
});
