import {endpointsSchema} from './schema.ts';

/** The EndpointSlices that would stand for these Endpoints. */
export function slicesOfEndpoints(endpoints: readonly unknown[]): readonly unknown[] {
  return endpoints.flatMap((object) => {
    const {metadata, subsets} = endpointsSchema.parse(object);
    return subsets.map(({addresses, ports}) => ({
      metadata,
      endpoints: addresses.map(({ip}) => ({addresses: [ip]})),
      ports,
    }));
  });
}
