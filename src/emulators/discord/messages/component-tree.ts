import type {APIMessageTopLevelComponent, ButtonStyle, ComponentType, TextInputStyle} from 'discord-api-types/v10';

/** A component of any kind, as far as the emulator has to look into it. */
export interface ComponentNode {
  type: ComponentType;
  id?: number;
  custom_id?: string;
  url?: string;
  style?: ButtonStyle | TextInputStyle;
  label?: string;
  disabled?: boolean;
  required?: boolean;
  content?: string;
  placeholder?: string;
  min_values?: number;
  max_values?: number;
  min_length?: number;
  max_length?: number;
  options?: {label: string; value: string}[];
  channel_types?: number[];
  components?: ComponentNode[];
  component?: ComponentNode;
  accessory?: ComponentNode;
  file?: {url: string};
  media?: {url: string};
  items?: {media: {url: string}}[];
}

export interface PlacedComponent {
  node: ComponentNode;
  path: readonly PropertyKey[];
}

/** Every component of a tree with its place in the request, parents before children. */
export function* walkComponents(
  components: readonly ComponentNode[],
  prefix: readonly PropertyKey[] = ['components'],
): Generator<PlacedComponent> {
  for (const [index, node] of components.entries()) yield* walkComponent(node, [...prefix, index]);
}

function* walkComponent(node: ComponentNode, path: readonly PropertyKey[]): Generator<PlacedComponent> {
  yield {node, path};
  if (node.components) yield* walkComponents(node.components, [...path, 'components']);
  if (node.component) yield* walkComponent(node.component, [...path, 'component']);
  if (node.accessory) yield* walkComponent(node.accessory, [...path, 'accessory']);
}

/** The component with this custom_id, wherever it is nested. */
export function findComponent(components: readonly ComponentNode[], customId: string): ComponentNode | undefined {
  for (const {node} of walkComponents(components)) if (node.custom_id === customId) return node;
  return undefined;
}

/** Stored components, seen as nodes. */
export function asNodes(components: readonly APIMessageTopLevelComponent[]): readonly ComponentNode[] {
  return components;
}

/** Gives every component the numeric `id` that Discord gives those that came without. */
export function numberComponents(components: readonly ComponentNode[]): void {
  const taken = new Set<number>();
  const nodes = [...walkComponents(components)].map(({node}) => node);
  for (const {id} of nodes) if (id) taken.add(id);
  let next = 1;
  for (const node of nodes) {
    if (node.id) continue;
    while (taken.has(next)) next += 1;
    node.id = next;
    taken.add(next);
  }
}
