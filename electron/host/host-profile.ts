import { randomInt } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { fail, ok, type Result } from '#shared/result.ts';
import { writeFileAtomically } from '../disk/atomic-file.ts';
import { errorCode } from '../disk/disk.ts';
import { tryReading } from '../disk/disk-problems.ts';

const fileName = 'host.json';

/** Below the ports that systems give to outgoing connections, above those of services. */
const ports = { from: 21_000, to: 29_999 } as const;

const schema = z.strictObject({
  port: z.int().min(1024).max(65_535),
  /** Whether a window was ever opened on this port: then the browser keeps data for it. */
  used: z.boolean(),
});

const parse = (text: string): z.infer<typeof schema> | null => {
  try {
    const parsed = schema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
};

const readText = async (path: string): Promise<string | null> => {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
};

/**
 * What must stay the same from start to start: the port. A browser keeps a page's data under its
 * address, and the port is part of that; on another port the desk would be empty.
 */
export class HostProfile {
  readonly #path: string;
  #port: number;
  #used: boolean;

  private constructor(path: string, { port, used }: { port: number; used: boolean }) {
    this.#path = path;
    this.#port = port;
    this.#used = used;
  }

  /** Reads the profile of a desk's folder. A damaged one is a problem: guessing would hide the data. */
  static async open(folder: string): Promise<Result<HostProfile>> {
    const path = join(folder, fileName);
    const text = await tryReading(path, () => readText(path));
    if (!text.ok) return text;
    if (text.value === null)
      return ok(new HostProfile(path, { port: HostProfile.#drawPort(), used: false }));
    const kept = parse(text.value);
    return kept === null
      ? fail('shell.profileDamaged', { name: fileName })
      : ok(new HostProfile(path, kept));
  }

  static #drawPort(): number {
    return randomInt(ports.from, ports.to + 1);
  }

  get port(): number {
    return this.#port;
  }

  get used(): boolean {
    return this.#used;
  }

  /** Draws another port, for a profile that was never used. */
  drawAgain(): void {
    if (this.#used) throw new Error('the port of a used profile must stay');
    this.#port = HostProfile.#drawPort();
  }

  async save(): Promise<Result<void>> {
    return writeFileAtomically(
      this.#path,
      `${JSON.stringify({ port: this.#port, used: this.#used }, null, 2)}\n`,
    );
  }

  /** From now on the port stays. */
  async markUsed(): Promise<Result<void>> {
    if (this.#used) return ok(undefined);
    this.#used = true;
    const saved = await this.save();
    this.#used = saved.ok;
    return saved;
  }
}
