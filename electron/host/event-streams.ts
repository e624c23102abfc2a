import type { ServerResponse } from 'node:http';
import type { DeskEvent } from '#shared/ipc/channels.ts';
import { securityHeaders } from '../content/security-headers.ts';

/** How long a window may be gone (a reload, a lost stream) before its work is given up. */
const graceInMs = 20_000;

/** The streams on which windows hear of events: one JSON a line, as long as the window is there. */
export class EventStreams {
  readonly #streams = new Map<string, ServerResponse>();
  readonly #leaving = new Map<string, NodeJS.Timeout>();
  readonly #onGone: (window: string) => void;

  constructor(onGone: (window: string) => void) {
    this.#onGone = onGone;
  }

  /** How many windows are listening. */
  get count(): number {
    return this.#streams.size;
  }

  open(window: string, response: ServerResponse): void {
    clearTimeout(this.#leaving.get(window));
    this.#leaving.delete(window);
    this.#streams.get(window)?.end();
    this.#streams.set(window, response);
    response.writeHead(200, {
      ...securityHeaders,
      'Content-Type': 'application/x-ndjson',
      'Cache-Control': 'no-store',
    });
    // The first bytes tell the window that it is heard.
    response.write('\n');
    response.on('close', () => this.#closed(window, response));
  }

  emit(window: string, event: DeskEvent): void {
    this.#streams.get(window)?.write(`${JSON.stringify(event)}\n`);
  }

  /** Tells every window. */
  broadcast(event: DeskEvent): void {
    for (const window of this.#streams.keys()) this.emit(window, event);
  }

  closeAll(): void {
    for (const timer of this.#leaving.values()) clearTimeout(timer);
    for (const stream of this.#streams.values()) stream.destroy();
  }

  #closed(window: string, response: ServerResponse): void {
    if (this.#streams.get(window) !== response) return;
    this.#streams.delete(window);
    const gone = () => {
      this.#leaving.delete(window);
      this.#onGone(window);
    };
    this.#leaving.set(window, setTimeout(gone, graceInMs).unref());
  }
}
