const texts = {
  EBUSY: 'resource busy or locked',
  EEXIST: 'file already exists',
  EINVAL: 'invalid argument',
  EISDIR: 'illegal operation on a directory',
  ELOOP: 'too many symbolic links encountered',
  ENOENT: 'no such file or directory',
  ENOSPC: 'no space left on device',
  ENOTDIR: 'not a directory',
  ENOTEMPTY: 'directory not empty',
  EROFS: 'read-only file system',
} as const;

/** Worded as Node's errors are, which is how the shell's commands know them. */
export function failure(code: keyof typeof texts, action: string, path: string): Error {
  return Object.assign(new Error(`${code}: ${texts[code]}, ${action} '${path}'`), {code});
}
