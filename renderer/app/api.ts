import type { DeskApi } from '#shared/ipc/channels.ts';
import { loopbackApi } from './loopback-api.ts';

declare global {
  interface Window {
    /** Put there by Electron's preload; absent in a browser. */
    readonly expertDesk?: DeskApi;
  }
}

/** The way to the main process: Electron's bridge where there is one, else the loopback server. */
export const connectApi = (): DeskApi => window.expertDesk ?? loopbackApi();
