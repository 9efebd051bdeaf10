import {useEffect, useRef, useState} from 'preact/hooks';
import {suggest} from './suggestions.js';

/** How long typing has to rest before suggestions are asked for. */
const restMs = 120;

/**
 * @typedef {object} Offer
 * @property {import('./suggestions.js').Suggestion[]} items
 * @property {number} selected
 * @property {boolean} isChosen whether the arrow keys chose one, so that Enter takes it instead of sending
 */

/** @type {Offer} */
const nothing = {items: [], selected: -1, isChosen: false};

/** Suggestions for a line that is being typed. */
export function useSuggestions() {
  const [offer, setOffer] = useState(nothing);
  const asked = useRef(0);
  const resting = useRef(0);
  useEffect(() => () => clearTimeout(resting.current), []);

  function stop() {
    clearTimeout(resting.current);
    asked.current += 1;
  }

  return {
    offer,
    hide() {
      stop();
      setOffer(nothing);
    },
    /** @param {import('./suggestions.js').Draft} draft */
    refresh(draft) {
      stop();
      const mine = asked.current;
      const ask = async () => {
        const items = await suggest(draft);
        if (mine === asked.current) setOffer({items, selected: items.length > 0 ? 0 : -1, isChosen: false});
      };
      resting.current = setTimeout(() => void ask(), restMs);
    },
    /** @param {1 | -1} step */
    move(step) {
      const {items, selected} = offer;
      setOffer({items, selected: (selected + step + items.length) % items.length, isChosen: true});
    },
  };
}
