import type { IncomingMessage, ServerResponse } from 'node:http';
import { decodeFrame, encodeFrame, liftBytes, lowerBytes } from '#shared/ipc/frame.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { Router } from '../ipc/router.ts';
import type { WindowJobs } from '../ipc/window-jobs.ts';
import { windowHeader } from './access.ts';
import type { EventStreams } from './event-streams.ts';
import { readBody, reply } from './reply.ts';
import { utf8 } from './utf8.ts';

const MiB = 2 ** 20;
/** A chunk of rows or of an upload is a few MiB; a single enormous row must still fit. */
const maxBody = 64 * MiB;
const maxHead = 4 * MiB;

interface Call {
  channel: unknown;
  args: unknown;
}

const parseFrame = (body: Buffer): Result<Call> => {
  const frame = decodeFrame(utf8, body, maxHead);
  if (!frame.ok) return frame;
  const call = frame.value.body;
  if (typeof call !== 'object' || call === null || !('channel' in call) || !('args' in call))
    return fail('desk.badMessage', { channel: 'frame', reason: 'it holds no call' });
  return ok({ channel: call.channel, args: lowerBytes(call.args, frame.value.bytes) });
};

const answerFrame = (answer: Result<unknown>): Uint8Array[] => {
  if (!answer.ok) return encodeFrame(utf8, { body: answer, bytes: null });
  const { rest, bytes } = liftBytes(answer.value);
  return encodeFrame(utf8, { body: { ok: true, value: rest }, bytes });
};

const windowIdPattern = /^[0-9a-f-]{36}$/;

/** The window that a request says it comes from; null when it says nothing that makes sense. */
export const windowOf = (request: IncomingMessage): string | null => {
  const window = request.headers[windowHeader];
  return typeof window === 'string' && windowIdPattern.test(window) ? window : null;
};

/** Serves `POST /call`: a frame with the channel and its arguments in, a frame with the answer out. */
export class Calls {
  readonly #router: Router;
  readonly #streams: EventStreams;
  readonly #windowJobs: WindowJobs;
  readonly #running = new Set<Promise<void>>();

  constructor(router: Router, streams: EventStreams, windowJobs: WindowJobs) {
    this.#router = router;
    this.#streams = streams;
    this.#windowJobs = windowJobs;
  }

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const window = windowOf(request);
    if (window === null) return reply(response, 400, {}, 'The window is not named.');
    const body = await readBody(request, maxBody);
    if (body === null)
      return reply(response, 413, { Connection: 'close' }, 'The message is too long.');
    const call = parseFrame(body);
    const answer = call.ok ? await this.#run(window, call.value) : call;
    reply(response, 200, { 'Content-Type': 'application/octet-stream' }, answerFrame(answer));
  }

  /** Waits until no call is being worked on. */
  async settle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  async #run(window: string, { channel, args }: Call): Promise<Result<unknown>> {
    this.#windowJobs.note(window, channel, args);
    const answer = this.#router(channel, args, {
      emit: (event) => this.#streams.emit(window, event),
    });
    const running = answer.then(() => undefined);
    this.#running.add(running);
    return answer.finally(() => this.#running.delete(running));
  }
}
