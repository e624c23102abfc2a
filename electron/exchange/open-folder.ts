import { isAbsolute } from 'node:path';
import { exchangeMinAppVersion, type DeskFile, type FolderFile } from '#shared/formats/exchange.ts';
import { deskName, folderFileName } from '#shared/formats/exchange-names.ts';
import type { Looked } from '#shared/ipc/exchange-channels.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { Disk } from '#electron/disk/disk.ts';
import { sharedDisk } from '#electron/disk/shared-disk.ts';
import { EncryptedTransport } from './encrypted-transport.ts';
import { folderFileBytes, readFolderFile } from './file-texts.ts';
import { newFolderIdentity, openFolderKey, sealFolderKey } from './folder-key.ts';
import { FolderTransport } from './folder-transport.ts';
import { FolderView } from './folder-view.ts';
import type { Carrier, Transport } from './transport.ts';

export interface Opening {
  /** Absolute. */
  folder: string;
  /** The UUID under which this desk takes part, or would. */
  desk: string;
  appVersion: string;
  disk?: Disk;
}

export const carrierOf = ({ folder, desk, disk = sharedDisk }: Opening): Carrier =>
  new FolderTransport(folder, { desk, disk });

/** The transport of a folder whose identity is known; null is that of a plain one. */
export const transportOf = async (
  opening: Opening,
  identity: string | null,
): Promise<Transport> => {
  const carrier = carrierOf(opening);
  return identity === null ? carrier : EncryptedTransport.over(carrier, identity);
};

/** What a folder says of itself; null where it says nothing. */
export const readFolder = async (opening: Opening): Promise<Result<FolderFile | null>> => {
  if (!isAbsolute(opening.folder)) return fail('exchange.notAbsolute', { folder: opening.folder });
  const carrier = carrierOf(opening);
  const bytes = await carrier.read(folderFileName);
  if (!bytes.ok) return bytes;
  return bytes.value === null ? ok(null) : readFolderFile(bytes.value, opening.appVersion);
};

/** The identity of a folder; null for a plain one. `exchange.passphraseNeeded`, `exchange.wrongPassphrase`. */
export const identityOf = async (
  { key }: FolderFile,
  passphrase: string | null,
  folder: string,
): Promise<Result<string | null>> => {
  if (key === null) return ok(null);
  if (passphrase === null) return fail('exchange.passphraseNeeded', { folder });
  return openFolderKey(key, passphrase, folder);
};

/** What the desks of a folder say of themselves; those that cannot be read are passed over. */
export const desksIn = async (view: FolderView): Promise<Result<DeskFile[]>> => {
  const listed = await view.refresh();
  if (!listed.ok) return listed;
  const files: DeskFile[] = [];
  for (const id of view.deskIds) {
    const said = view.has(deskName(id)) ? await view.desk(id) : null;
    if (said?.ok === true) files.push(said.value);
  }
  return ok(files);
};

const hasOtherFiles = async ({ folder, disk = sharedDisk }: Opening): Promise<boolean> =>
  (await disk.list(folder).catch(() => [])).some((name) => !name.startsWith('.'));

/** What a folder is, to somebody who thinks of joining; nothing is changed. */
export const lookAt = async (
  opening: Opening,
  { workspace, passphrase }: { workspace: string; passphrase: string | null },
): Promise<Result<Looked>> => {
  const { folder, appVersion } = opening;
  const file = await readFolder(opening);
  if (!file.ok) return file;
  const looked = { place: folder, isSame: false, encrypted: false, desks: [] };
  if (file.value === null)
    return ok({ ...looked, kind: (await hasOtherFiles(opening)) ? 'other' : 'new' });
  const is = { isSame: file.value.workspace === workspace, encrypted: file.value.key !== null };
  const seen = { ...looked, ...is, kind: 'workspace' } as const;
  if (is.encrypted && passphrase === null) return ok(seen);
  const identity = await identityOf(file.value, passphrase, folder);
  if (!identity.ok) return identity;
  const view = new FolderView(await transportOf(opening, identity.value), appVersion);
  const desks = await desksIn(view);
  if (!desks.ok) return desks;
  const living = desks.value.filter(({ left }) => !left);
  return ok({
    ...seen,
    desks: living.map(({ desk: { name }, writtenAt }) => ({ name, writtenAt })),
  });
};

/** Makes a shared folder of one in which there is none. */
export const foundFolder = async (
  opening: Opening,
  { workspace, passphrase, now }: { workspace: string; passphrase: string | null; now: number },
): Promise<Result<{ identity: string | null; file: FolderFile }>> => {
  const carrier = carrierOf(opening);
  const [plain, encrypted] = [await carrier.list(), await carrier.list('.age')];
  if (!plain.ok) return plain;
  if (!encrypted.ok) return encrypted;
  // Files of an exchange without its first one: the rest is still on its way.
  if (plain.value.length + encrypted.value.length > 0)
    return fail('exchange.folderEmpty', { folder: opening.folder });
  const identity = passphrase === null ? null : await newFolderIdentity();
  const key = identity === null ? ok(null) : await sealFolderKey(identity, passphrase!);
  if (!key.ok) return key;
  const createdAt = new Date(now).toISOString();
  const said = { minAppVersion: exchangeMinAppVersion, workspace, createdAt, key: key.value };
  const bytes = folderFileBytes(said);
  const published = await carrier.publish(folderFileName, bytes);
  if (!published.ok) return published;
  const file = readFolderFile(bytes, opening.appVersion);
  return file.ok ? ok({ identity, file: file.value }) : file;
};
