import {z} from 'zod';
import {isNamespaceName} from '#src/kubernetes/object-name.ts';

/** What a learner calls a namespace of theirs. */
export const aliasSchema = z.string().refine(isNamespaceName);

/** What everybody calls the first namespace that they have. */
export const homeAlias = 'default';

/** Whether a namespace of that name is never a learner's own, whoever they are. */
export const isOfCluster = (written: string): boolean => written.startsWith('kube-');
