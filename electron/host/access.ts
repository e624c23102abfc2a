import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** Carries the key of a call; only the page that was opened by a one-time address knows it. */
const keyHeader = 'x-desk-key';
/** Names the window that calls, chosen by the window. */
export const windowHeader = 'x-desk-window';

const codeLifetimeInMs = 10 * 60 * 1000;
const newSecret = () => randomBytes(32).toString('base64url');
const digest = (text: string) => createHash('sha256').update(text).digest();
const isEqual = (given: string | undefined, secret: string): boolean =>
  given !== undefined && timingSafeEqual(digest(given), digest(secret));

const single = (value: string | string[] | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined;

const cookieOf = (headers: IncomingHttpHeaders, name: string): string | undefined => {
  const pairs = (headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='));
  return pairs.find(([key]) => key === name)?.[1];
};

/**
 * Who may talk to the host. A one-time address gives a browser two secrets: a cookie, without which not
 * even the page is served, and a key, which each call carries in a header. Browsers send cookies of
 * 127.0.0.1 to every port there, so the cookie alone opens nothing. Host and origin are compared as
 * well: a name of somebody else's that points to 127.0.0.1 gets no answer.
 */
export class Access {
  readonly origin: string;
  readonly #host: string;
  readonly #cookieName: string;
  readonly #cookie = newSecret();
  readonly #key = newSecret();
  /** One-time codes, each with the time when it ends. */
  readonly #codes = new Map<string, number>();
  readonly #now: () => number;

  constructor(port: number, now: () => number = Date.now) {
    this.#host = `127.0.0.1:${port}`;
    this.origin = `http://${this.#host}`;
    this.#cookieName = `desk-${port}`;
    this.#now = now;
  }

  /** An address that opens the desk once, within ten minutes; `lasting` ones wait for as long as it takes. */
  newAddress({ lasting = false } = {}): string {
    const code = newSecret();
    this.#codes.set(code, lasting ? Infinity : this.#now() + codeLifetimeInMs);
    return `${this.origin}/open/${code}`;
  }

  /** Uses up a code: the cookie to set and the key to hand over, or null for a code that is not valid. */
  redeem(code: string): { cookie: string; key: string } | null {
    const ends = this.#codes.get(code) ?? -Infinity;
    this.#codes.delete(code);
    if (ends < this.#now()) return null;
    const cookie = `${this.#cookieName}=${this.#cookie}; Path=/; HttpOnly; SameSite=Strict`;
    return { cookie, key: this.#key };
  }

  /** Why a request is refused before anything else is looked at; null when it comes from where it should. */
  refusalOfPlace(headers: IncomingHttpHeaders): string | null {
    if (headers.host !== this.#host) return 'the host name is not this desk’s';
    const origin = headers.origin;
    if (origin !== undefined && origin !== this.origin) return 'it comes from another page';
    return null;
  }

  /** Why the page or a file of it is refused. */
  refusalOfPage(headers: IncomingHttpHeaders): string | null {
    const site = headers['sec-fetch-site'];
    if (site !== undefined && site !== 'same-origin' && site !== 'none')
      return 'it comes from another page';
    return isEqual(cookieOf(headers, this.#cookieName), this.#cookie)
      ? null
      : 'this browser was not let in';
  }

  /** Why a call or a stream of events is refused. */
  refusalOfCall(headers: IncomingHttpHeaders, method: string): string | null {
    if (method === 'POST' && headers.origin !== this.origin) return 'it comes from another page';
    const page = this.refusalOfPage(headers);
    if (page !== null) return page;
    return isEqual(single(headers[keyHeader]), this.#key) ? null : 'the key is not this desk’s';
  }
}
