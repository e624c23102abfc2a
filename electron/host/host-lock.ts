import { randomBytes } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { fail, ok, type Result } from '#shared/result.ts';
import { errorCode } from '../disk/disk.ts';
import { tryWriting } from '../disk/disk-problems.ts';

const fileName = 'host.lock';
const patience = { tries: 20, pauseInMs: 250 } as const;

const schema = z.strictObject({
  pid: z.int().min(1),
  /** Null until the holder listens. */
  port: z.int().nullable(),
  /** Proves that a launch can read the desk's folder. */
  secret: z.string().min(40),
});
export type Holder = z.infer<typeof schema>;

/** `silent`: nobody answers on its port. `hung`: somebody takes the connection and says nothing. */
export type HolderState = { address: string } | 'silent' | 'hung';

/** Asks the holder of the lock for an address that opens its desk. */
export type AskHolder = (holder: Holder) => Promise<HolderState>;

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
};

const parseHolder = (text: string): Holder | null => {
  try {
    const parsed = schema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
};

const readText = (path: string): Promise<string | null> => readFile(path, 'utf8').catch(() => null);

/**
 * One host per desk's folder. A second launch finds the first by this file and gets an address from it.
 * The file of a host that died is recognised: its process is gone, or nobody answers on its port.
 * What truly keeps two hosts apart is the port, which only one can hold.
 */
export class HostLock {
  readonly #path: string;
  readonly #own: Holder;

  private constructor(path: string, own: Holder) {
    this.#path = path;
    this.#own = own;
  }

  get secret(): string {
    return this.#own.secret;
  }

  /** Takes the lock, or gives the address that its living holder handed out. */
  static async acquire(
    folder: string,
    ask: AskHolder,
  ): Promise<Result<{ lock: HostLock } | { address: string }>> {
    const path = join(folder, fileName);
    const secret = randomBytes(32).toString('base64url');
    const lock = new HostLock(path, { pid: process.pid, port: null, secret });
    for (let n = 0; ; n += 1) {
      const taken = await tryWriting(path, () => lock.#create());
      if (!taken.ok) return taken;
      if (taken.value) return ok({ lock });
      const held = await meetHolder(path, ask, n >= patience.tries);
      if (!held.ok || held.value !== null) return held as Result<{ address: string }>;
    }
  }

  /** Says where this host listens. */
  announce(port: number): Promise<Result<void>> {
    const text = JSON.stringify({ ...this.#own, port });
    return tryWriting(this.#path, () => writeFile(this.#path, text, { mode: 0o600 }));
  }

  /** Lets go, if it is still ours. */
  async release(): Promise<void> {
    const holder = parseHolder((await readText(this.#path)) ?? '');
    if (holder?.secret === this.#own.secret) await rm(this.#path, { force: true });
  }

  /** False when there is a lock already. */
  async #create(): Promise<boolean> {
    try {
      await writeFile(this.#path, JSON.stringify(this.#own), { flag: 'wx', mode: 0o600 });
      return true;
    } catch (error) {
      if (errorCode(error) === 'EEXIST') return false;
      throw error;
    }
  }
}

/** What comes of a lock that is there: an address, or null to try again; a stale one is taken away. */
const meetHolder = async (
  path: string,
  ask: AskHolder,
  patienceIsOver: boolean,
): Promise<Result<{ address: string } | null>> => {
  const text = await readText(path);
  if (text === null) return ok(null);
  const holder = parseHolder(text);
  const dead = holder !== null && !isAlive(holder.pid);
  const state = holder === null || dead || holder.port === null ? 'silent' : await ask(holder);
  if (typeof state === 'object') return ok(state);
  // A process of that number lives, but it may have been given to another program since.
  if (dead || (patienceIsOver && state === 'silent'))
    return tryWriting(path, () => takeAway(path, text));
  if (patienceIsOver) return fail('shell.notAnswering', { pid: holder?.pid ?? 0 });
  await sleep(patience.pauseInMs);
  return ok(null);
};

/** Removes a stale lock, unless another launch has put its own there in the meantime. */
const takeAway = async (path: string, stale: string): Promise<null> => {
  const aside = `${path}.${randomBytes(6).toString('hex')}.stale`;
  const moved = await rename(path, aside).then(
    () => true,
    () => false,
  );
  if (!moved) return null;
  // Back with what is somebody's after all; where yet another lock is by now, that one stays.
  if ((await readText(aside)) !== stale) await link(aside, path).catch(() => undefined);
  await rm(aside, { force: true });
  return null;
};
