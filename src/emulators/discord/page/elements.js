/** Builds an element. Strings among the children become text nodes, so nothing that people write is ever markup. */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, '');
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

/** A link, if it leads somewhere harmless; its text otherwise. */
export function link(url, text = url) {
  if (!/^https?:\/\//i.test(url)) return document.createTextNode(text);
  return element('a', {href: url, target: '_blank', rel: 'noopener noreferrer'}, text);
}
