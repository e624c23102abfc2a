import { safeStorage } from 'electron';
import type { KeyStore } from '../encryption/protection.ts';

/**
 * On Linux, Electron falls back to a password that is written in its own source (`basic_text`) where it
 * finds no key store, and does not know yet which there is before the app is ready (`unknown`).
 */
const isRealStore = (): boolean =>
  process.platform !== 'linux' ||
  !['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend());

/** The system's key store by way of Electron (Keychain, DPAPI, libsecret, KWallet); for an app that is ready. */
export const systemKeyStore: KeyStore = {
  available: () => safeStorage.isEncryptionAvailable() && isRealStore(),
  seal: (text) => safeStorage.encryptString(text),
  open: (sealed) => safeStorage.decryptString(Buffer.from(sealed)),
};
