import { join } from 'node:path';
import { z } from 'zod';
import { backupSchema, type Backup } from '#shared/ipc/messages.ts';
import type { Problem } from '#shared/problems/index.ts';
import type { SnapshotName } from '#shared/sync/change.ts';
import { writeFileAtomically } from '../disk/atomic-file.ts';
import type { Disk, FileFacts } from '../disk/disk.ts';
import { readTextFile } from '../disk/read-text-file.ts';
import { inspectSnapshot } from '../snapshots/read-snapshot.ts';
import { parseBackupName } from './backup-name.ts';

/** A backup, the file as it was when it was looked at, and the name that the journal may know it by. */
export interface Listed extends Backup {
  modified: number;
  snapshot: SnapshotName | null;
}

const listedSchema = backupSchema.extend({
  modified: z.number(),
  snapshot: z
    .strictObject({ desk: z.uuid(), number: z.int().min(0), createdAt: z.string() })
    .nullable(),
});
const sidecarSchema = z.strictObject({ version: z.literal(1), backups: z.array(listedSchema) });

/** What is remembered of backups: only what would take long to find out again, or cannot be (BAK2). */
const sidecarName = 'backups.json';

export interface CatalogueOptions {
  disk: Disk;
  appVersion: string;
  passphrase: () => string | null;
}

const isEncryptedCode = (code: Problem['code']): boolean =>
  code === 'age.passphraseNeeded' || code === 'age.wrongPassphrase';

/** The backups of a folder, newest first: the files themselves, with what is remembered of them. */
export class Catalogue {
  readonly folder: string;
  readonly #options: CatalogueOptions;
  #backups: Listed[] = [];

  constructor(folder: string, options: CatalogueOptions) {
    this.folder = folder;
    this.#options = options;
  }

  get backups(): readonly Listed[] {
    return this.#backups;
  }

  find(name: string): Listed | undefined {
    return this.#backups.find((backup) => backup.name === name);
  }

  /** Looks at the folder again; throws system errors where it cannot be read. */
  async read(): Promise<void> {
    const { disk } = this.#options;
    const remembered = new Map((await this.#remembered()).map((known) => [known.name, known]));
    const names = (await disk.list(this.folder)).filter(
      (name) => name.endsWith('.edesk') && !name.startsWith('.'),
    );
    const found: Listed[] = [];
    for (const name of names) {
      const facts = await disk.facts(join(this.folder, name));
      if (facts?.isFile !== true) continue;
      const known = remembered.get(name);
      // What could not be opened then, for a reason that may have passed, is looked at again.
      const same =
        known?.size === facts.size && known.modified === facts.modified && known.snapshot !== null;
      found.push(same ? known : await this.#inspect(name, facts));
    }
    this.#keep(found);
  }

  /** Takes in what is known of a file now, and remembers it; a file that is gone is forgotten. */
  async put(name: string, part: Partial<Listed>): Promise<void> {
    const facts = await this.#options.disk.facts(join(this.folder, name));
    if (facts === null) return this.forget([name]);
    const before = this.find(name);
    const known = before === undefined || before.snapshot === null ? null : before;
    const listed = known ?? (await this.#inspect(name, facts));
    const others = this.#backups.filter((backup) => backup.name !== name);
    this.#keep([...others, { ...listed, ...part, size: facts.size, modified: facts.modified }]);
    await this.#remember();
  }

  async forget(names: readonly string[]): Promise<void> {
    this.#keep(this.#backups.filter(({ name }) => !names.includes(name)));
    await this.#remember();
  }

  #keep(backups: Listed[]): void {
    this.#backups = backups.sort((a, b) =>
      a.createdAt === b.createdAt ? (a.name < b.name ? 1 : -1) : a.createdAt < b.createdAt ? 1 : -1,
    );
  }

  async #remembered(): Promise<Listed[]> {
    const text = await readTextFile(this.#options.disk, join(this.folder, sidecarName));
    try {
      const parsed = sidecarSchema.safeParse(JSON.parse(text ?? ''));
      return parsed.success ? parsed.data.backups : [];
    } catch {
      return [];
    }
  }

  /** Not being able to remember is no failure: the files are what counts. */
  async #remember(): Promise<void> {
    const text = JSON.stringify({ version: 1, backups: this.#backups });
    const { disk } = this.#options;
    await writeFileAtomically(join(this.folder, sidecarName), text, { disk });
  }

  async #inspect(name: string, { size, modified }: FileFacts): Promise<Listed> {
    const { disk, appVersion, passphrase } = this.#options;
    const options = { disk, appVersion, passphrase: passphrase() };
    const seen = await inspectSnapshot(join(this.folder, name), options);
    const named = parseBackupName(name);
    const base = {
      name,
      size,
      modified,
      provenAt: null,
      reason: named?.reason ?? 'asked',
    } as const;
    if (!seen.ok) {
      const encrypted = isEncryptedCode(seen.problem.code);
      return {
        ...base,
        createdAt: named?.createdAt ?? new Date(modified).toISOString(),
        rows: {},
        encrypted,
        seq: named?.seq ?? null,
        problem: encrypted ? null : seen.problem,
        snapshot: null,
      };
    }
    const { manifest, rows, encrypted } = seen.value;
    const { desk, number, createdAt, seq } = manifest;
    const snapshot = { desk: desk.id, number, createdAt };
    return { ...base, createdAt, rows, encrypted, seq, problem: null, snapshot };
  }
}

/** Whether a backup is the snapshot of this name. */
export const isNamed = ({ snapshot }: Pick<Listed, 'snapshot'>, name: SnapshotName): boolean =>
  snapshot !== null &&
  snapshot.desk === name.desk &&
  snapshot.number === name.number &&
  snapshot.createdAt === name.createdAt;

/** What the window is told of a backup. */
export const shownBackup = (listed: Listed): Backup => {
  const { name, createdAt, reason, size, rows, encrypted, seq, provenAt, problem } = listed;
  return { name, createdAt, reason, size, rows, encrypted, seq, provenAt, problem };
};
