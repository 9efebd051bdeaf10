import {atomicObject, quantity, string} from '../schema/schema.ts';

/** A field of the Pod itself, as a value of a variable or of a file. */
export const fieldRef = atomicObject('ObjectFieldSelector', {apiVersion: string, fieldPath: string}, ['fieldPath']);
export const resourceFieldRef = atomicObject(
  'ResourceFieldSelector',
  {
    containerName: string,
    resource: string,
    divisor: quantity,
  },
  ['resource'],
);
