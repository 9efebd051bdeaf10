import {enableCompileCache} from 'node:module';
import {join} from 'node:path';

// Loaded before all else (`--import`, in package.json): what was compiled once is read at the next start, which takes a
// quarter less then. A folder that can't be written to is no harm. Beside the dependencies, since a shared one for temporary
// files would let others say what runs.
enableCompileCache(join(import.meta.dirname, '..', 'node_modules', '.cache', 'labrador'));
