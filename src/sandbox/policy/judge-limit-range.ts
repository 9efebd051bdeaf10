import {isJsonList, isJsonObject, printable, type JsonObject, type JsonValue} from '#src/kubernetes/json.ts';
import {isQuantity, parseQuantity} from '#src/kubernetes/quantity.ts';
import {fieldRefusal} from '../yaml/positions.ts';
import type {RewriteContext} from './rewrite-context.ts';
import {words} from '#src/words/words.ts';

const resources = ['cpu', 'memory', 'ephemeral-storage'] as const;

/**
 * Requires that what a LimitRange gives to containers, or asks of them, is no more than a container may have here: else the
 * cluster would refuse every Pod that says nothing. Where there is no default, the API server gives the largest amount.
 * @throws UserError `refused`
 */
export function requireWithinContainer(range: JsonObject, {spec: {lab}, positions}: RewriteContext): void {
  for (const [at, limit] of listAt(range['spec'], 'limits').entries()) {
    if (!isJsonObject(limit) || limit['type'] !== 'Container') continue;
    for (const name of resources) {
      const most = lab.largestContainer[name];
      const amountIn = (part: string): JsonValue | undefined => mapAt(limit, part)[name];
      const given = amountIn('default') === undefined ? 'max' : 'default';
      for (const part of [given, 'defaultRequest', 'min']) {
        const amount = amountIn(part);
        if (amount === undefined || amount === null) continue;
        const value = printable(amount);
        const path = ['spec', 'limits', at, part, name];
        const said = words().policy.amount;
        if (!isQuantity(value)) {
          throw fieldRefusal({positions, path, problem: said.unknown({value}), next: said.write({amount: most})});
        }
        if (parseQuantity(value).thousandths > parseQuantity(most).thousandths) {
          throw fieldRefusal({positions, path, ...said.beyondContainer({value, most})});
        }
      }
    }
  }
}

const listAt = (value: JsonValue | undefined, key: string): readonly JsonValue[] => {
  const list = isJsonObject(value) ? value[key] : undefined;
  return isJsonList(list) ? list : [];
};

const mapAt = (value: JsonObject, key: string): JsonObject => {
  const map = value[key];
  return isJsonObject(map) ? map : {};
};
