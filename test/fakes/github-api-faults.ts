import type { ServerResponse } from 'node:http';
import { errorJson } from './github-api-shapes.ts';

/** Something that goes wrong with a request. */
export interface Fault {
  /** Only requests of this method; any when not given. */
  readonly method?: string;
  /** Only requests whose path below the API's root matches. */
  readonly path?: RegExp;
  /** How many requests; 1 when not given. */
  readonly times?: number;
  /** The request is carried out, and then its answer is lost in this way. */
  readonly stored?: boolean;
  readonly with: FaultKind;
}

export type FaultKind =
  | { readonly kind: 'status'; readonly status: number; readonly message?: string; readonly headers?: Headers }
  | { readonly kind: 'text'; readonly status: number; readonly type: string; readonly text: string }
  /** The connection is reset before an answer. */
  | { readonly kind: 'reset' }
  /** Headers and half a body, then the connection is reset. */
  | { readonly kind: 'torn' }
  /** No answer, the connection stays open. */
  | { readonly kind: 'stall' }
  /** The answer's head, then nothing, the connection stays open. */
  | { readonly kind: 'stalled-body' }
  /** A body that does not end. */
  | { readonly kind: 'endless' };

type Headers = Readonly<Record<string, string>>;

/** What GitHub answers when too much is asked in a short time. */
export function secondaryLimit(seconds: number | undefined): FaultKind {
  return {
    kind: 'status',
    status: 403,
    message: 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
    ...(seconds !== undefined && { headers: { 'retry-after': String(seconds) } }),
  };
}

/** A proxy's or load balancer's page in the place of an answer. */
export const HTML_PAGE: FaultKind = {
  kind: 'text',
  status: 200,
  type: 'text/html; charset=utf-8',
  text: '<!DOCTYPE html><html><body>::error::Unicorn!</body></html>',
};

export const BROKEN_JSON: FaultKind = {
  kind: 'text',
  status: 200,
  type: 'application/json; charset=utf-8',
  text: '[{"id": 1, "body": "cut o',
};

/** Faults that are still to come; each request takes the first that fits. */
export class FaultQueue {
  readonly #waiting: { readonly fault: Fault; left: number }[] = [];

  add(fault: Fault): void {
    this.#waiting.push({ fault, left: fault.times ?? 1 });
  }

  take(method: string, path: string): Fault | undefined {
    const next = this.#waiting.find(
      ({ fault, left }) => left > 0 && (fault.method ?? method) === method && (fault.path?.test(path) ?? true),
    );
    if (next !== undefined) next.left -= 1;
    return next?.fault;
  }
}

/** Answers, or fails to, as the fault says. */
export function applyFault(fault: FaultKind, response: ServerResponse): void {
  const json = { 'content-type': 'application/json; charset=utf-8' };
  switch (fault.kind) {
    case 'status': {
      response.writeHead(fault.status, { ...json, ...fault.headers });
      response.end(JSON.stringify(errorJson(fault.status, fault.message ?? 'Server Error')));
      return;
    }
    case 'text':
      response.writeHead(fault.status, { 'content-type': fault.type }).end(fault.text);
      return;
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'torn':
      response.writeHead(200, { ...json, 'content-length': '1000' });
      response.write('[{"id": 1', () => response.socket?.resetAndDestroy());
      return;
    case 'stalled-body':
      response.writeHead(200, { ...json, 'content-length': '1000' });
      response.write('[');
      return;
    case 'stall':
      return;
    case 'endless':
      response.writeHead(200, json);
      pump(response);
  }
}

function pump(response: ServerResponse): void {
  const block = Buffer.alloc(1024 * 1024, ' ');
  const more = () => {
    while (!response.destroyed && response.write(block)) {
      // The stream says when to stop.
    }
  };
  response.on('drain', more);
  more();
}
