import type { LineRange } from '../model/dockerfile.ts';
import { visibleText } from '../model/visible-text.ts';

declare const CHECKED: unique symbol;
/** An address that a report may link to. Only `httpsUrl` makes one; no address ever comes from a finding. */
export interface HttpsUrl {
  readonly [CHECKED]: true;
  readonly href: string;
}

/**
 * Builds an address below a server: every segment percent-encoded, so that none can change what stands
 * around it. Undefined for whatever is not a plain https server, and for segments that browsers would fold
 * away or that hide something: no link is better than a wrong one.
 *
 * @param server `https://github.com`; no path, user, query or fragment
 * @param segments path segments, not encoded: `['octo', 'app', 'blob', '<sha>', 'Dockerfile']`
 * @param lines becomes `#L3-L5`
 */
export function httpsUrl(server: string, segments: readonly string[], lines?: LineRange): HttpsUrl | undefined {
  const base = URL.parse(server);
  if (base === null || base.protocol !== 'https:' || !HOST.test(base.host)) return undefined;
  if (base.href !== `https://${base.host}/`) return undefined;
  if (!segments.every(isPlainSegment)) return undefined;
  const fragment = lines === undefined ? '' : lineFragment(lines);
  if (fragment === undefined) return undefined;
  const href = `https://${base.host}/${segments.map(encodeSegment).join('/')}${fragment}`;
  // The one place where the type's mark is given: everything above held.
  return { href } as HttpsUrl;
}

const HOST = /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?$/;

function isPlainSegment(segment: string): boolean {
  return segment !== '' && segment !== '.' && segment !== '..' && visibleText(segment, 255) === segment;
}

/** RFC 3986, 2.2: `encodeURIComponent` leaves `!'()*` alone; brackets would end a Markdown destination. */
function encodeSegment(segment: string): string {
  return encodeURIComponent(segment).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

function lineFragment({ first, last }: LineRange): string | undefined {
  const sound = Number.isSafeInteger(first) && Number.isSafeInteger(last) && first >= 1 && last >= first;
  if (!sound) return undefined;
  return first === last ? `#L${first}` : `#L${first}-L${last}`;
}
