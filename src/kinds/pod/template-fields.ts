import {fields, type FieldRule} from '../fields/field-rules.ts';
import {templateMetadata} from '../fields/metadata-fields.ts';
import {podSpec} from './spec-fields/pod-spec-fields.ts';

/** What makes Pods has a template of them. */
export const podTemplate = fields({metadata: templateMetadata, spec: podSpec});

export const revisionHistoryLimit: FieldRule = {
  kind: 'integer',
  max: 50,
  because: 'keepsTemplates',
};

/** Far more than any sandbox has room for; its quota has the last word. */
export const replicas: FieldRule = {kind: 'integer', max: 50, because: 'sharesNode'};
