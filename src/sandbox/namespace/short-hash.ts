/** 32 of them, so that each stands for five bits. */
const letters = 'abcdefghijklmnopqrstuvwxyz234567';
export const shortHashLength = 8;

/**
 * A part of a name that follows from a text: FNV-1a of 64 bits, of which it has 40. That somebody finds two texts which come
 * to the same is to be no harm where it is used: they can be of one learner only.
 * @see https://www.rfc-editor.org/rfc/rfc9923
 */
export function shortHash(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  }
  // the lower bits alone depend on the last letters more than on the first
  const mixed = hash ^ (hash >> 40n);
  return Array.from({length: shortHashLength}, (_, at) => letters[Number((mixed >> BigInt(5 * at)) & 31n)]).join('');
}
