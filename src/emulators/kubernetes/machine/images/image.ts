import type {DirectoryInode} from '../inode.ts';
import type {ProgramDefinition} from './program-definition.ts';

/** What a container starts from: files, and what runs when the Pod names no command. */
export interface Image {
  /** As the Pod names it. */
  reference: string;
  entrypoint: readonly string[];
  command: readonly string[];
  environment: Readonly<Record<string, string>>;
  workingDirectory: string;
  files: DirectoryInode;
  /** What its own programs do, by their paths. */
  programs: ReadonlyMap<string, ProgramDefinition>;
  /** Whether the emulator knows what is in it; what it does not know is taken to be there, and waits. */
  isKnown: boolean;
}
