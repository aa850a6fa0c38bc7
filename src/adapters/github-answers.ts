import { type CommentMarker, parseMarker } from '../model/comment-marker.ts';

/** Who wrote a comment, as REST gives it. */
export interface CommentAuthor {
  readonly id: number;
  readonly login: string;
  readonly isBot: boolean;
}

/** A comment whose first line is a marker. Who wrote it is another question. */
export interface MarkedComment {
  readonly id: number;
  readonly nodeId: string;
  readonly url: string;
  readonly author: CommentAuthor;
  readonly marker: CommentMarker;
}

/** What GraphQL says of the token and of comments. */
export interface Viewer {
  readonly login: string;
  /** By node id; a comment that is gone is absent. */
  readonly minimised: ReadonlyMap<string, boolean>;
}

/** The marked comments of a page of `GET …/issues/{n}/comments`; undefined if it is no such page. */
export function parseCommentPage(data: unknown): readonly MarkedComment[] | undefined {
  if (!Array.isArray(data)) return undefined;
  const marked: MarkedComment[] = [];
  for (const entry of data) {
    if (!isRecord(entry) || !Number.isSafeInteger(entry['id'])) return undefined;
    const comment = parseMarkedComment(entry);
    if (comment !== undefined) marked.push(comment);
  }
  return marked;
}

/** One comment, as creating and updating answer with; undefined if it is none, or carries no marker. */
export function parseMarkedComment(data: unknown): MarkedComment | undefined {
  if (!isRecord(data)) return undefined;
  const { id, node_id: nodeId, html_url: htmlUrl, body, user } = data;
  const author = parseAuthor(user);
  const url = parseUrl(htmlUrl);
  if (typeof id !== 'number' || !Number.isSafeInteger(id) || typeof nodeId !== 'string') return undefined;
  if (typeof body !== 'string' || author === undefined || url === undefined) return undefined;
  const marker = parseMarker(body);
  return marker && { id, nodeId, url, author, marker };
}

/** The data of a GraphQL answer to the query in github-ownership.ts; `nodes` are in the order of `nodeIds`. */
export function parseViewer(data: unknown, nodeIds: readonly string[]): Viewer | undefined {
  if (!isRecord(data) || !isRecord(data['data'])) return undefined;
  const { viewer, nodes } = data['data'];
  if (!isRecord(viewer) || typeof viewer['login'] !== 'string' || viewer['login'] === '') return undefined;
  if (!Array.isArray(nodes) || nodes.length !== nodeIds.length) return undefined;
  const minimised = new Map<string, boolean>();
  for (const [index, nodeId] of nodeIds.entries()) {
    const node: unknown = nodes[index];
    if (isRecord(node) && typeof node['isMinimized'] === 'boolean') minimised.set(nodeId, node['isMinimized']);
  }
  return { login: viewer['login'], minimised };
}

/** `null` for the account of a comment whose author has been deleted. */
function parseAuthor(user: unknown): CommentAuthor | undefined {
  if (!isRecord(user)) return undefined;
  const { id, login, type } = user;
  if (typeof id !== 'number' || typeof login !== 'string' || typeof type !== 'string') return undefined;
  return { id, login, isBot: type === 'Bot' };
}

// It becomes an output and a link: no other scheme, and in the form that the URL parser gives back.
function parseUrl(value: unknown): string | undefined {
  if (typeof value !== 'string' || !URL.canParse(value)) return undefined;
  const { protocol, href } = new URL(value);
  return protocol === 'https:' || protocol === 'http:' ? href : undefined;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
