import { insist, strict } from './strict.ts';

/** What the double's key store is; a test may say otherwise. */
export const storage: { isAvailable: boolean; backend: string } = {
  isAvailable: true,
  // Where no key store runs, Electron falls back to a password of its own: the desk must not take that for one.
  backend: 'basic_text',
};

const mark = 'v11';

/** Not encrypted, but as little like the text as what the real one gives. */
const turned = (bytes: Uint8Array): Buffer => Buffer.from(bytes.map((byte) => byte ^ 0x5a));

export const safeStorage = strict('safeStorage', {
  isEncryptionAvailable: () => storage.isAvailable,
  getSelectedStorageBackend: () => storage.backend,
  encryptString: (text: string): Buffer => {
    insist(storage.isAvailable, 'encryptString needs a key store');
    insist(typeof text === 'string', 'encryptString takes a text');
    return Buffer.concat([Buffer.from(mark), turned(Buffer.from(text))]);
  },
  decryptString: (sealed: Buffer): string => {
    insist(Buffer.isBuffer(sealed), 'decryptString takes a Buffer');
    insist(sealed.toString('latin1', 0, 3) === mark, 'decryptString: this was not encrypted here');
    return turned(sealed.subarray(3)).toString('utf8');
  },
});
