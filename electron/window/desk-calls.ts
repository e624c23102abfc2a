import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron';
import type { DeskEvent } from '#shared/ipc/channels.ts';
import { fail } from '#shared/result.ts';
import type { Router } from '../ipc/router.ts';
import type { WindowJobs } from '../ipc/window-jobs.ts';
import { isDeskPage } from './desk-origin.ts';

/** Only the top frame of a window of ours, showing our own page, may call. */
const isOurs = ({ sender, senderFrame }: IpcMainInvokeEvent): boolean =>
  senderFrame !== null &&
  senderFrame.parent === null &&
  senderFrame.frameTreeNodeId === sender.mainFrame.frameTreeNodeId &&
  isDeskPage(senderFrame.url);

const emitTo = (contents: WebContents) => (event: DeskEvent) => {
  if (!contents.isDestroyed()) contents.send('desk:event', event);
};

/** Serves `desk:call`, the one way from a window to the main process. */
export const serveDeskCalls = (router: Router, windowJobs: WindowJobs): void =>
  ipcMain.handle('desk:call', (event, channel: unknown, args: unknown) => {
    if (!isOurs(event)) return fail('desk.refused', { reason: 'it does not come from the desk' });
    windowJobs.note(String(event.sender.id), channel, args);
    return router(channel, args, { emit: emitTo(event.sender) });
  });

/** Gives up what a window began when it is closed or loaded again. */
export const closeJobsOf = (contents: WebContents, windowJobs: WindowJobs): void => {
  const { id } = contents;
  const close = () => void windowJobs.closeAllOf(String(id));
  contents.on('destroyed', close);
  contents.on('render-process-gone', close);
  contents.on('did-start-navigation', (details) => {
    if (details.isMainFrame && !details.isSameDocument) close();
  });
};
