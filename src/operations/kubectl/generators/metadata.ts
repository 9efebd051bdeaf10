import type {JsonObject} from '#src/kubernetes/json.ts';

type Texts = Readonly<Record<string, string>>;

/** `metadata` as kubectl prints it of what no cluster has made yet. */
export function generateMetadata(given: {name?: string; labels?: Texts; annotations?: Texts}): JsonObject {
  const {name, labels = {}, annotations = {}} = given;
  return {
    ...(name === undefined ? {} : {name}),
    creationTimestamp: null,
    ...(Object.keys(labels).length === 0 ? {} : {labels}),
    ...(Object.keys(annotations).length === 0 ? {} : {annotations}),
  };
}
