import { visibleText } from '../../model/visible-text.ts';

/**
 * An address fit to be shown: without user and password, and without its query, where tokens are. A fragment stays.
 *
 * @param text untrusted; any text
 */
export function shownUrl(text: string): string {
  const scheme = text.indexOf('://');
  const [address = '', ...fragment] = text.split('#');
  const hash = fragment.length === 0 ? '' : `#${fragment.join('#')}`;
  const query = address.indexOf('?');
  const path = query < 0 ? address : `${address.slice(0, query)}?…`;
  if (scheme < 0) return visibleText(`${path}${hash}`, 160);
  const start = scheme + 3;
  const slash = path.indexOf('/', start);
  const host = path.slice(start, slash < 0 ? undefined : slash);
  const rest = slash < 0 ? '' : path.slice(slash);
  return visibleText(`${path.slice(0, start)}${host.slice(host.lastIndexOf('@') + 1)}${rest}${hash}`, 160);
}
