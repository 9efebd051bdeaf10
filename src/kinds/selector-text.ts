import {z} from 'zod';
import {labelSelectorSchema, labelSelectorText} from '#src/kubernetes/label-selector-text.ts';

const controllerSchema = z.looseObject({spec: z.looseObject({selector: labelSelectorSchema})});

/** By which labels what makes Pods finds its own, as `-l` takes it. */
export const selectorText = (controller: unknown): string =>
  labelSelectorText(controllerSchema.parse(controller).spec.selector);
