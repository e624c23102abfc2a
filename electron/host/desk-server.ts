import { createReadStream } from 'node:fs';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { problemText } from '#shared/problems/index.ts';
import type { Result } from '#shared/result.ts';
import type { RendererFiles } from '../content/renderer-files.ts';
import { securityHeaders } from '../content/security-headers.ts';
import type { Access } from './access.ts';
import { windowOf, type Calls } from './calls.ts';
import type { EventStreams } from './event-streams.ts';
import { reply, replyPage } from './reply.ts';

export interface ServerParts {
  access: Access;
  files: RendererFiles;
  calls: Calls;
  streams: EventStreams;
  /** Serves another launch of the same desk; false when the request is not one. */
  handover: (request: IncomingMessage, response: ServerResponse) => boolean;
  /** Told when a one-time address was used, before its window is let in; a problem keeps it out. */
  onOpened: () => Promise<Result<void>>;
}

const refusePage = (response: ServerResponse, reason: string) =>
  replyPage(response, {
    status: 403,
    sentence: `Expert Desk does not answer here: ${reason}. Start the desk (again) to get a window that works.`,
  });

const refuse = (response: ServerResponse, reason: string) =>
  reply(
    response,
    403,
    { 'Content-Type': 'text/plain; charset=utf-8', Connection: 'close' },
    reason,
  );

const openSession = async (
  { access, onOpened }: ServerParts,
  code: string,
  response: ServerResponse,
) => {
  const session = access.redeem(code);
  if (session === null) return refusePage(response, 'this address was used before or is too old');
  const opened = await onOpened();
  if (!opened.ok)
    return replyPage(response, { status: 500, sentence: problemText(opened.problem) });
  // A page that leads on, not a redirect: a strict cookie is not sent along a redirect from elsewhere.
  replyPage(response, {
    status: 200,
    sentence: 'Opening the desk …',
    forwardTo: `/#key=${session.key}`,
    cookie: session.cookie,
  });
};

const sendFile = async ({ files }: ServerParts, pathname: string, response: ServerResponse) => {
  const file = await files.find(pathname);
  if (file === null) return reply(response, 404, {}, 'Not found.');
  const stream = createReadStream(file.path);
  stream.once('open', () => response.writeHead(200, { ...securityHeaders, ...file.headers }));
  await pipeline(stream, response);
};

const servePage = async (parts: ServerParts, pathname: string, exchange: Exchange) => {
  const { request, response } = exchange;
  const reason = parts.access.refusalOfPage(request.headers);
  return reason === null ? sendFile(parts, pathname, response) : refusePage(response, reason);
};

const serveEvents = (parts: ServerParts, { request, response }: Exchange) => {
  const window = windowOf(request);
  if (window === null) return reply(response, 400, {}, 'The window is not named.');
  return parts.streams.open(window, response);
};

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
}

const serveCall = (parts: ServerParts, route: string, exchange: Exchange) => {
  const reason = parts.access.refusalOfCall(
    exchange.request.headers,
    exchange.request.method ?? '',
  );
  if (reason !== null) return refuse(exchange.response, reason);
  return route === 'POST /call'
    ? parts.calls.serve(exchange.request, exchange.response)
    : serveEvents(parts, exchange);
};

const serve = async (parts: ServerParts, exchange: Exchange): Promise<void> => {
  const { request, response } = exchange;
  const reason = parts.access.refusalOfPlace(request.headers);
  if (reason !== null) return refuse(response, reason);
  const pathname = (request.url ?? '').split(/[?#]/)[0] ?? '';
  const route = `${request.method} ${pathname}`;
  if (route === 'POST /call' || route === 'GET /events') return serveCall(parts, route, exchange);
  if (route === 'POST /handover' && parts.handover(request, response)) return;
  if (request.method !== 'GET')
    return reply(response, 405, { Connection: 'close' }, 'Not allowed.');
  if (pathname.startsWith('/open/')) return openSession(parts, pathname.slice(6), response);
  return servePage(parts, pathname, exchange);
};

/** Answers the requests of the browser host's loopback server. */
export const serveDesk = (parts: ServerParts): RequestListener => {
  return (request, response) => {
    serve(parts, { request, response }).catch((error: unknown) => {
      // A browser that went away in the middle of an exchange is no fault of ours.
      if (!response.destroyed) console.error('A bug in the host:', error);
      response.destroy();
    });
  };
};
