import type { IncomingMessage, ServerResponse } from 'node:http';
import { createHash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { errorCode } from '../disk/disk.ts';
import type { Access } from './access.ts';
import type { AskHolder } from './host-lock.ts';
import { reply } from './reply.ts';

const secretHeader = 'x-desk-handover';
const patienceInMs = 4_000;
const answerSchema = z.strictObject({ desk: z.literal('expert-desk'), address: z.url() });

const digest = (text: string) => createHash('sha256').update(text).digest();

/** Serves a second launch, which knows the secret in the lock file: hands out a one-time address. */
export const serveHandover =
  (access: Access, secret: string) =>
  (request: IncomingMessage, response: ServerResponse): boolean => {
    const given = request.headers[secretHeader];
    const fromPage = request.headers.origin ?? request.headers['sec-fetch-site'];
    if (typeof given !== 'string' || fromPage !== undefined) return false;
    if (!timingSafeEqual(digest(given), digest(secret))) return false;
    const answer = { desk: 'expert-desk', address: access.newAddress({ lasting: true }) };
    reply(response, 200, { 'Content-Type': 'application/json' }, JSON.stringify(answer));
    return true;
  };

const causeOf = (error: unknown): string | null =>
  error instanceof Error ? (errorCode(error.cause) ?? errorCode(error)) : null;

/** Asks the host that holds the lock for an address. */
export const askHolder: AskHolder = async ({ port, secret }) => {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/handover`, {
      method: 'POST',
      headers: { [secretHeader]: secret },
      signal: AbortSignal.timeout(patienceInMs),
    });
    const answer = answerSchema.safeParse(await response.json());
    return answer.success ? { address: answer.data.address } : 'silent';
  } catch (error) {
    const isTimeout = error instanceof Error && error.name === 'TimeoutError';
    return isTimeout && causeOf(error) === null ? 'hung' : 'silent';
  }
};
