import { createHash, randomBytes } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
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
      const taken = await tryWriting(path, () => createFile(path, JSON.stringify(lock.#own)));
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
    return tryWriting(path, () => takeAway(path, text, patienceIsOver));
  if (patienceIsOver) return fail('shell.notAnswering', { pid: holder?.pid ?? 0 });
  await sleep(patience.pauseInMs);
  return ok(null);
};

/**
 * Removes a stale lock. Only the launch that holds the claim on just this lock may do it, so a slow launch
 * never takes away what a quick one has put there since.
 */
const takeAway = async (path: string, stale: string, claimIsOld: boolean): Promise<null> => {
  const claim = `${path}.${createHash('sha256').update(stale).digest('hex').slice(0, 16)}.stale`;
  // Its maker died between two calls: it had its time.
  if (claimIsOld) await rm(claim, { force: true });
  if (!(await createFile(claim, ''))) {
    await sleep(patience.pauseInMs);
    return null;
  }
  if ((await readText(path)) === stale) await rm(path, { force: true });
  await rm(claim, { force: true });
  return null;
};

/** False when there is a file already. */
const createFile = async (path: string, text: string): Promise<boolean> => {
  try {
    await writeFile(path, text, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
};
