import {anyBoolean, textMap} from '../fields/field-rules.ts';
import {withCommonFields} from '../fields/metadata-fields.ts';

export const configMapFields = withCommonFields({data: textMap, binaryData: textMap, immutable: anyBoolean});
