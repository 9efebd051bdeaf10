import {judgeLabelKey} from '../fields/label-keys.ts';
import {withCommonFields} from '../fields/metadata-fields.ts';
import {podSpec} from './spec-fields/pod-spec-fields.ts';

export const podFields = withCommonFields({spec: podSpec}, {judgeLabel: judgeLabelKey});
