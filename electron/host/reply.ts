import type { IncomingMessage, ServerResponse } from 'node:http';
import { securityHeaders } from '../content/security-headers.ts';

const always = { ...securityHeaders, 'Cache-Control': 'no-store' };

/** Answers with headers that every answer has; `headers` come on top. */
export const reply = (
  response: ServerResponse,
  status: number,
  headers: Record<string, string>,
  body: string | readonly Uint8Array[] = '',
): void => {
  response.writeHead(status, { ...always, ...headers });
  if (typeof body === 'string') response.end(body);
  else {
    for (const part of body) response.write(part);
    response.end();
  }
};

const escapeHtml = (text: string) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

/** A page of one sentence; with `forwardTo`, one that leads on at once. */
export const replyPage = (
  response: ServerResponse,
  { status, sentence, forwardTo, cookie }: PageReply,
): void => {
  const refresh =
    forwardTo === undefined
      ? ''
      : `<meta http-equiv="refresh" content="0;url=${escapeHtml(forwardTo)}">`;
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="color-scheme" content="light dark">${refresh}<title>Expert Desk</title><p>${escapeHtml(sentence)}</p></html>`;
  const headers = { 'Content-Type': 'text/html; charset=utf-8' };
  reply(
    response,
    status,
    cookie === undefined ? headers : { ...headers, 'Set-Cookie': cookie },
    html,
  );
};

export interface PageReply {
  status: number;
  sentence: string;
  forwardTo?: string;
  cookie?: string;
}

/** The whole body of a request, or null when it is longer than `limit` bytes. */
export const readBody = async (request: IncomingMessage, limit: number): Promise<Buffer | null> => {
  if (Number(request.headers['content-length'] ?? 0) > limit) return null;
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > limit) return null;
    parts.push(part);
  }
  return Buffer.concat(parts, length);
};
