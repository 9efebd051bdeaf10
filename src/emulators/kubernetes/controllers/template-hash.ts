import {createHash} from 'node:crypto';
import {canonical, type Json} from '../json.ts';
import type {PodTemplate} from '../objects/pod.ts';

/** The letters of generated names: no vowels, so no words. */
const letters = 'bcdfghjklmnpqrstvwxz2456789';

/**
 * A short name for a Pod template: the same template has the same one. The digits of a 32-bit hash are written in
 * `letters`, as the real controllers do; the hash function is another one, so values differ from theirs.
 * @param collisionCount changes the result where another object already has the name
 */
export function hashTemplate(template: PodTemplate, collisionCount?: number): string {
  // Stored objects came from JSON and hold nothing else.
  const text = canonical(template as unknown as Json) + (collisionCount ?? '');
  const number = createHash('sha256').update(text).digest().readUInt32BE(0);
  return String(number).replaceAll(/\d/g, (digit) => letters.charAt(digit.charCodeAt(0) % letters.length));
}
