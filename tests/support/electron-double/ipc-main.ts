import { fromWire } from './wire.ts';
import { insist, strict } from './strict.ts';

export interface FrameDouble {
  url: string;
  parent: FrameDouble | null;
  frameTreeNodeId: number;
}

export interface InvokeEvent {
  sender: unknown;
  senderFrame: FrameDouble | null;
}

type InvokeHandler = (event: InvokeEvent, ...args: unknown[]) => unknown;

const handlers = new Map<string, InvokeHandler>();

export const ipcMain = strict('ipcMain', {
  handle: (channel: string, handler: InvokeHandler) => {
    insist(!handlers.has(channel), `“${channel}” is handled already`);
    handlers.set(channel, handler);
  },
});

/** What a frame hears from the main process; `args` as they travelled. */
export const invoke = async (
  event: InvokeEvent,
  channel: string,
  args: unknown[],
): Promise<unknown> => {
  const handler = handlers.get(channel);
  if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
  return handler(event, ...args.map(fromWire));
};
