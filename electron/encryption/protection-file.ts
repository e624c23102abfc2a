import { z } from 'zod';
import { ok, type Result } from '#shared/result.ts';
import { writeFileAtomically } from '#electron/disk/atomic-file.ts';
import type { Disk } from '#electron/disk/disk.ts';
import { tryReading } from '#electron/disk/disk-problems.ts';

/** The name of the file in a desk's folder that says how its backups are protected. */
export const protectionFileName = 'protection.json';

const base64 = z.string().regex(/^[A-Za-z0-9+/]*={0,2}$/);

const protectionSchema = z.discriminatedUnion('encrypted', [
  z.object({ version: z.literal(1), encrypted: z.literal(false) }),
  z.object({
    version: z.literal(1),
    encrypted: z.literal(true),
    /** A small age file: whatever opens it is the passphrase. */
    verifier: base64,
    /** The passphrase as the system's key store sealed it; null where it is not kept. */
    sealed: base64.nullable(),
  }),
]);
export type KeptProtection = z.infer<typeof protectionSchema>;

export const noProtection: KeptProtection = { version: 1, encrypted: false };

/** Bytes that the file may have; it has about 1,000. */
const longest = 64 * 1024;

const parse = (text: string): KeptProtection | null => {
  try {
    const parsed = protectionSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
};

const readText = async (disk: Disk, path: string): Promise<string | null> => {
  if ((await disk.facts(path)) === null) return null;
  const file = await disk.open(path, 'read');
  try {
    const bytes = Buffer.alloc(Math.min(await file.size(), longest));
    let done = 0;
    for (let got = -1; got !== 0 && done < bytes.length; done += got)
      got = await file.read(bytes.subarray(done), done);
    return bytes.toString('utf8', 0, done);
  } finally {
    await file.close();
  }
};

/** What the file says; a file that is not there says that nothing is encrypted, null that it is damaged. */
export const readProtection = async (
  disk: Disk,
  path: string,
): Promise<Result<KeptProtection | null>> => {
  const text = await tryReading(path, () => readText(disk, path));
  if (!text.ok) return text;
  return ok(text.value === null ? noProtection : parse(text.value));
};

export const writeProtection = (
  disk: Disk,
  path: string,
  kept: KeptProtection,
): Promise<Result<void>> =>
  writeFileAtomically(path, `${JSON.stringify(kept, null, 2)}\n`, { disk });
