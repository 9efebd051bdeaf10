/** How near the end still counts as there. */
const endPx = 60;

/** For how many frames nothing has moved when a reader is done with scrolling: a browser takes some until it begins. */
const stillFramesNeeded = 10;

const upKeys = new Set(['ArrowUp', 'PageUp', 'Home', ' ']);

/** Whether this is what a reader does to scroll up. A script that scrolls does none of it. @param {Event} event */
function isScrollingUp(event) {
  if (event instanceof WheelEvent) return event.deltaY < 0;
  if (event instanceof KeyboardEvent) return upKeys.has(event.key);
  // the scroller itself: its bar
  return event.type === 'touchmove' || event.target === event.currentTarget;
}

const acts = ['wheel', 'touchmove', 'keydown', 'pointerdown'];

/** @param {HTMLElement} box */
const measure = ({scrollTop: top, scrollHeight: height, clientHeight: view}) => ({top, height, view});

/**
 * Keeps a scroller at its end for as long as its reader is there, whatever grows or shrinks in it or around it: only
 * the reader leaves the end, by scrolling up.
 *
 * Where the scroller is does not say who moved it: when something shrinks the browser moves it up as well, and tells
 * of it a frame later, when something else may have grown and the end is far. So the end is brought back into view at
 * each change, by whichever observer sees it first, and what moves the scroller counts as its reader only when nothing
 * has changed since, or while they scroll. While they do nothing is brought back: it would stop them on their way.
 * @param {HTMLElement} box
 * @param {(isAtEnd: boolean) => void} tell whether the reader is at the end, as often as somebody looks
 * @returns {{toEnd: () => void, stop: () => void}}
 */
export function followEnd(box, tell) {
  let isFollowing = true;
  let isScrolling = false;
  let stillFrames = 0;
  let frame = 0;
  let last = measure(box);

  function toEnd() {
    isFollowing = true;
    box.scrollTo({top: box.scrollHeight, behavior: 'instant'});
    last = measure(box);
    tell(true);
  }

  function look() {
    const {top, height, view} = measure(box);
    const end = height - view;
    const isNear = end - top < endPx;
    const isSame = height === last.height && view === last.view;
    // what shrinks takes it no further up than to where the end is now
    const hasGoneUp = top < Math.min(last.top, end);
    if (hasGoneUp && (isScrolling || (isSame && !isNear))) isFollowing = false;
    else if (isNear && !isScrolling) isFollowing = true;
    if (hasGoneUp) stillFrames = 0;
    if (isFollowing && !isScrolling && !isSame) return toEnd();
    // what changes while they scroll is seen to when they are done
    last = isFollowing && isScrolling ? {...last, top} : {top, height, view};
    tell(isFollowing || isNear);
  }

  function untilStill() {
    stillFrames += 1;
    isScrolling = stillFrames < stillFramesNeeded;
    if (isScrolling) frame = requestAnimationFrame(untilStill);
    else look();
  }

  /** @param {Event} event */
  function act(event) {
    if (!isScrollingUp(event)) return;
    stillFrames = 0;
    if (isScrolling) return;
    isScrolling = true;
    frame = requestAnimationFrame(untilStill);
  }
  // sizes are known after the page is laid out, which is too late when a script has had it laid out before; what
  // comes without a change to the document (a picture, other letters, another window) only the sizes tell
  const resized = new ResizeObserver(look);
  const changed = new MutationObserver(look);
  resized.observe(box);
  for (const child of box.children) resized.observe(child);
  changed.observe(box, {subtree: true, childList: true, characterData: true, attributes: true});
  box.addEventListener('scroll', look, {passive: true});
  for (const type of acts) box.addEventListener(type, act, {passive: true});

  return {
    toEnd,
    stop() {
      cancelAnimationFrame(frame);
      resized.disconnect();
      changed.disconnect();
      box.removeEventListener('scroll', look);
      for (const type of acts) box.removeEventListener(type, act);
    },
  };
}
