import type {FlagDefinition} from './flags.ts';

/** The image of what is made, of those that the lab lets containers run. */
export const image: FlagDefinition = {name: 'image', takes: 'value', suggests: ({known}) => known.images ?? []};
export const port: FlagDefinition = {name: 'port', takes: 'value', suggests: ['80', '8080']};
