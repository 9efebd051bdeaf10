/**
 * A colour as Discord's API has it, for an element's border.
 * @param {number | null | undefined} color
 */
export function accentStyle(color) {
  return typeof color === 'number' ? {borderLeftColor: `#${color.toString(16).padStart(6, '0')}`} : {};
}
