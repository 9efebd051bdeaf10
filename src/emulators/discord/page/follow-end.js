/** How near the end still counts as there. */
const END_PX = 60;

/** What a reader does to scroll. A script that scrolls does none of it. */
const ACTS = ['wheel', 'touchmove', 'keydown', 'pointerdown', 'focusin'];

/** @param {HTMLElement} box */
const measure = ({scrollTop: top, scrollHeight: height, clientHeight: view}) => ({top, height, view});

/**
 * Keeps a scroller at its end for as long as its reader is there, whatever grows or shrinks in it or around it: only
 * the reader leaves the end, by scrolling up.
 *
 * Where the scroller is does not say who moved it: when something shrinks the browser moves it up as well, and tells
 * of it a frame later, when something else may have grown and the end is far. So the end is brought back into view at
 * each change, by whichever observer sees it first, and what moves the scroller counts as its reader only when nothing
 * has changed since, or when they have just done something in it.
 * @param {HTMLElement} box
 * @param {(isAtEnd: boolean) => void} tell whether the reader is at the end, as often as somebody looks
 * @returns {{toEnd: () => void, stop: () => void}}
 */
export function followEnd(box, tell) {
  let isFollowing = true;
  let hasActed = false;
  let last = measure(box);

  function note() {
    last = measure(box);
    hasActed = false;
    tell(isFollowing);
  }

  function toEnd() {
    isFollowing = true;
    box.scrollTo({top: box.scrollHeight, behavior: 'instant'});
    note();
  }

  function look() {
    const {top, height, view} = measure(box);
    const end = height - view;
    const isSame = height === last.height && view === last.view;
    // what shrinks takes it no further up than to where the end is now
    const hasGoneUp = top < Math.min(last.top, end);
    if (end - top < END_PX) isFollowing = true;
    else if (hasGoneUp && (isSame || hasActed)) isFollowing = false;
    if (isFollowing && !isSame) toEnd();
    else note();
  }

  const act = () => {
    hasActed = true;
  };
  // sizes are known after the page is laid out, which is too late when a script has had it laid out before; what
  // comes without a change to the document (a picture, other letters, another window) only the sizes tell
  const resized = new ResizeObserver(look);
  const changed = new MutationObserver(look);
  resized.observe(box);
  for (const child of box.children) resized.observe(child);
  changed.observe(box, {subtree: true, childList: true, characterData: true, attributes: true});
  box.addEventListener('scroll', look, {passive: true});
  for (const type of ACTS) box.addEventListener(type, act, {passive: true});

  return {
    toEnd,
    stop() {
      resized.disconnect();
      changed.disconnect();
      box.removeEventListener('scroll', look);
      for (const type of ACTS) box.removeEventListener(type, act);
    },
  };
}
