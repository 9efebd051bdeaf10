/** A volume that cannot be mounted (yet); the text is the kubelet's. */
export class MountError extends Error {}

export function missing(volume: string, kind: string, name: string): MountError {
  return new MountError(`MountVolume.SetUp failed for volume "${volume}" : ${kind} "${name}" not found`);
}
