import { randomBytes, randomInt } from 'node:crypto';
import { readFile, rename } from 'node:fs/promises';
import { hostname, userInfo } from 'node:os';
import { basename, join } from 'node:path';
import { identitySchema, type Identity } from '#shared/ipc/messages.ts';
import { ok, type Result } from '#shared/result.ts';
import { uuidv7 } from '#shared/sync/uuid.ts';
import { writeFileAtomically } from './atomic-file.ts';
import { errorCode } from './disk.ts';
import { tryReading, tryWriting } from './disk-problems.ts';
import { shownName } from './file-names.ts';

export const identityFileName = 'desk.json';

const loginName = (): string => {
  try {
    return userInfo().username;
  } catch {
    // A user without an entry in the system's list of users.
    return '';
  }
};

const suggestedName = (): string => {
  const place = hostname().split('.')[0] ?? '';
  const name = [loginName(), place].filter((part) => part !== '').join(' on ');
  return shownName(name).slice(0, 100) || 'Desk';
};

/** A new desk: a number between 32 and 2^27 − 1 drawn at random, so that two rarely meet. */
const drawIdentity = (): Identity => ({
  desk: uuidv7(Date.now(), randomBytes(10)),
  number: randomInt(32, 2 ** 27),
  name: suggestedName(),
});

const parseIdentity = (text: string): Identity | null => {
  try {
    const parsed = identitySchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
};

const readIfThere = async (path: string): Promise<string | null> => {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
};

/** Moves what cannot be read out of the way, under a name that tells when. Gives the new name. */
const keepAside = async (path: string): Promise<string> => {
  const stamp = new Date().toISOString().replace(/[:.]/g, '-');
  const aside = `${path}.damaged-${stamp}`;
  await rename(path, aside);
  return basename(aside);
};

/** Who this desk is, as kept in `desk.json` of its data folder. */
export class IdentityFile {
  readonly #path: string;
  #current: Identity;
  /** The name under which a damaged file was kept, if there was one at this start. */
  readonly damaged: string | null;

  private constructor(path: string, current: Identity, damaged: string | null) {
    this.#path = path;
    this.#current = current;
    this.damaged = damaged;
  }

  /** Reads the identity, or draws a new one. A damaged file is kept aside and told in `damaged`. */
  static async open(folder: string): Promise<Result<IdentityFile>> {
    const path = join(folder, identityFileName);
    const text = await tryReading(path, () => readIfThere(path));
    if (!text.ok) return text;
    const kept = text.value === null ? null : parseIdentity(text.value);
    if (kept !== null) return ok(new IdentityFile(path, kept, null));
    const aside = text.value === null ? ok(null) : await tryWriting(path, () => keepAside(path));
    if (!aside.ok) return aside;
    return IdentityFile.#draw(path, aside.value);
  }

  static async #draw(path: string, damaged: string | null): Promise<Result<IdentityFile>> {
    const file = new IdentityFile(path, drawIdentity(), damaged);
    const written = await file.#write(file.#current);
    return written.ok ? ok(file) : written;
  }

  get current(): Identity {
    return this.#current;
  }

  rename(name: string): Promise<Result<Identity>> {
    return this.#change({ name });
  }

  /** Gives the desk a number that is none of `taken`. */
  renumber(taken: ReadonlySet<number>): Promise<Result<Identity>> {
    let { number } = drawIdentity();
    while (taken.has(number)) ({ number } = drawIdentity());
    return this.#change({ number });
  }

  async #change(change: Partial<Identity>): Promise<Result<Identity>> {
    const changed = { ...this.#current, ...change };
    const written = await this.#write(changed);
    if (!written.ok) return written;
    this.#current = changed;
    return ok(changed);
  }

  #write(identity: Identity): Promise<Result<void>> {
    return writeFileAtomically(this.#path, `${JSON.stringify(identity, null, 2)}\n`);
  }
}
