import { eventSchema, type DeskApi, type DeskEvent } from '#shared/ipc/channels.ts';
import { loopbackCalls } from '../db/loopback-calls.ts';
import { readLines } from './read-lines.ts';

const storedKey = 'expert-desk.key';
const pausesInMs = { first: 250, longest: 5_000 } as const;

/**
 * The key that lets this window call the host. It comes once, behind the `#` of the first address, and
 * is kept for reloads of this window only.
 */
const takeKey = (): string => {
  const given = /^#key=([\w-]+)$/.exec(window.location.hash)?.[1];
  if (given === undefined) return sessionStorage.getItem(storedKey) ?? '';
  sessionStorage.setItem(storedKey, given);
  window.history.replaceState(null, '', '/');
  return given;
};

type Headers = Readonly<Record<string, string>>;

const parseEvent = (line: string): DeskEvent | null => {
  try {
    const parsed = eventSchema.safeParse(JSON.parse(line));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
};

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Listens for as long as the host is there; gives whether it answered at all. */
const listenOnce = async (headers: Headers, tell: (event: DeskEvent) => void): Promise<boolean> => {
  const response = await fetch('/events', { headers }).catch(() => null);
  if (response?.ok !== true || response.body === null) return false;
  for await (const line of readLines(response.body)) {
    const event = parseEvent(line);
    if (event !== null) tell(event);
  }
  return true;
};

/** A lost stream is opened again, less and less eagerly while nobody answers. */
const listen = async (headers: Headers, tell: (event: DeskEvent) => void): Promise<never> => {
  for (let pause: number = pausesInMs.first; ;) {
    const answered = await listenOnce(headers, tell).catch(() => true);
    pause = answered ? pausesInMs.first : Math.min(pause * 2, pausesInMs.longest);
    await sleep(pause);
  }
};

/** The way to a browser host: calls as frames by POST, events as lines of one lasting answer. */
export const loopbackApi = (): DeskApi => {
  const headers = { 'X-Desk-Key': takeKey(), 'X-Desk-Window': crypto.randomUUID() };
  const listeners = new Set<(event: DeskEvent) => void>();
  void listen(headers, (event) => listeners.forEach((listener) => listener(event)));
  const loopback = { address: '/call', headers };
  return {
    call: loopbackCalls(loopback),
    loopback,
    onEvent: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
};
