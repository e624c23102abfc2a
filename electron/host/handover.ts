import type { IncomingMessage, ServerResponse } from 'node:http';
import { createHash, timingSafeEqual } from 'node:crypto';
import { isAbsolute } from 'node:path';
import { z } from 'zod';
import { errorCode } from '../disk/disk.ts';
import { openedPath, type OpenedFiles } from '../disk/opened-files.ts';
import type { Access } from './access.ts';
import type { AskHolder } from './host-lock.ts';
import { reply } from './reply.ts';

const secretHeader = 'x-desk-handover';
/** The path of a file that the second launch was asked to open, escaped as in an address. */
const fileHeader = 'x-desk-file';
const patienceInMs = 4_000;
const answerSchema = z.strictObject({ desk: z.literal('expert-desk'), address: z.url() });

const digest = (text: string) => createHash('sha256').update(text).digest();

/** An absolute path of a file that the desk reads; null for anything else. */
const pathIn = (header: unknown): string | null => {
  if (typeof header !== 'string') return null;
  try {
    const path = decodeURIComponent(header);
    return isAbsolute(path) ? openedPath([path], '/') : null;
  } catch {
    return null;
  }
};

/**
 * Serves a second launch, which knows the secret in the lock file: hands out a one-time address. The file that
 * it brings waits for the window that will open there.
 */
export const serveHandover =
  (access: Access, secret: string, opened: OpenedFiles) =>
  (request: IncomingMessage, response: ServerResponse): boolean => {
    const given = request.headers[secretHeader];
    const fromPage = request.headers.origin ?? request.headers['sec-fetch-site'];
    if (typeof given !== 'string' || fromPage !== undefined) return false;
    if (!timingSafeEqual(digest(given), digest(secret))) return false;
    opened.offer(pathIn(request.headers[fileHeader]));
    const answer = { desk: 'expert-desk', address: access.newAddress({ lasting: true }) };
    reply(response, 200, { 'Content-Type': 'application/json' }, JSON.stringify(answer));
    return true;
  };

const causeOf = (error: unknown): string | null =>
  error instanceof Error ? (errorCode(error.cause) ?? errorCode(error)) : null;

/** Asks the host that holds the lock for an address, and brings it the `file` that it is to open, if any. */
export const askHolder =
  (file: string | null): AskHolder =>
  async ({ port, secret }) => {
    try {
      const response = await fetch(`http://127.0.0.1:${port}/handover`, {
        method: 'POST',
        headers: {
          [secretHeader]: secret,
          ...(file === null ? {} : { [fileHeader]: encodeURIComponent(file) }),
        },
        signal: AbortSignal.timeout(patienceInMs),
      });
      const answer = answerSchema.safeParse(await response.json());
      return answer.success ? { address: answer.data.address } : 'silent';
    } catch (error) {
      const isTimeout = error instanceof Error && error.name === 'TimeoutError';
      return isTimeout && causeOf(error) === null ? 'hung' : 'silent';
    }
  };
