import { contextBridge, ipcRenderer } from 'electron';
import { eventSchema, type DeskApi, type DeskEvent } from '#shared/ipc/channels.ts';
import { parseAnswer, parseCall } from '#shared/ipc/parse.ts';
import { fail } from '#shared/result.ts';

/** The whole bridge between the window and the main process: the two functions of `DeskApi`. */
const listeners = new Set<(event: DeskEvent) => void>();

ipcRenderer.on('desk:event', (_event, message: unknown) => {
  const event = eventSchema.safeParse(message);
  if (event.success) listeners.forEach((listener) => listener(event.data));
});

const invoke = (channel: string, args: unknown): Promise<unknown> =>
  ipcRenderer.invoke('desk:call', channel, args).catch(() => fail('desk.unreachable'));

const api: DeskApi = {
  call: async (channel, args) => {
    const call = parseCall(channel, args);
    return call.ok ? parseAnswer(channel, await invoke(channel, call.value.args)) : call;
  },
  onEvent: (listener) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
};

contextBridge.exposeInMainWorld('expertDesk', api);
