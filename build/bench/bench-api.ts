import type { DeskApi } from '#shared/ipc/channels.ts';
import { loopbackCalls } from '#renderer/db/loopback-calls.ts';

const headers = { 'X-Desk-Window': crypto.randomUUID() };

const apiAt = (address: string): DeskApi => ({
  call: loopbackCalls({ address, headers }),
  loopback: { address, headers },
  onEvent: () => () => undefined,
});

/** The way to the benchmarks' host, as the app's to the browser host. */
export const benchApi = apiAt('/call');

/** The same, where exports are written without any care. */
export const plainApi = apiAt('/plain');
