import {join} from 'node:path';

/** Where the scripts of authors find labs: what LABS_DIR names, else those that Labrador comes with. */
export const labsFolder = process.env['LABS_DIR'] ?? join(import.meta.dirname, '..', 'specs');
