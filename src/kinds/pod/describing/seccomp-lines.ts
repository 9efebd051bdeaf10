import type {SeccompProfile} from '../pod-spec.ts';

/** `SeccompProfile:` of a Pod or a container, and the node's file that it is read from, if it is. */
export function seccompLines(
  profile: SeccompProfile | null | undefined,
  {indent, fileIndent}: {indent: string; fileIndent: string},
): readonly string[] {
  if (!profile) return [];
  const {type, localhostProfile} = profile;
  return [
    `${indent}SeccompProfile:\t${type}`,
    ...(type === 'Localhost' ? [`${fileIndent}LocalhostProfile:\t${localhostProfile}`] : []),
  ];
}
