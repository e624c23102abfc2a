/** Entry of the double's process: evaluates the desk's main bundle as Electron would, and obeys the test. */
import { pathToFileURL } from 'node:url';
import { appDouble, PreventableEvent } from './app.ts';
import { insist } from './strict.ts';
import { currentWindow } from './browser-window.ts';
import { record, tellTest, type Question, type ToDouble } from './control.ts';
import { answers } from './dialog.ts';
import { invoke } from './ipc-main.ts';
import { notificationOf, notifications } from './notification.ts';
import { serve } from './protocol.ts';
import { isGranted } from './session.ts';
import { setting } from './setting.ts';
import { toWire } from './wire.ts';

const describeResponse = async (response: Response) => ({
  status: response.status,
  headers: Object.fromEntries(response.headers),
  length: (await response.arrayBuffer()).byteLength,
});

const invokeFrom = ({ frame, channel, args }: Extract<Question, { about: 'invoke' }>) => {
  const { webContents } = currentWindow();
  const top = { ...webContents.mainFrame, url: frame.url };
  const below = { url: frame.url, parent: webContents.mainFrame, frameTreeNodeId: 2 };
  return invoke({ sender: webContents, senderFrame: frame.top ? top : below }, channel, args);
};

const answerTo = async (question: Question): Promise<unknown> => {
  switch (question.about) {
    case 'permission':
      return isGranted(question.permission, question.address, question.isMainFrame);
    case 'invoke':
      return toWire(await invokeFrom(question));
    case 'request':
      return describeResponse(await serve(question.address, question.method));
    case 'record':
      return record;
  }
};

/** Who listens must say that it takes the file: otherwise macOS tells that it cannot be opened. */
const openFile = (path: string): void => {
  const event = new PreventableEvent();
  appDouble.emit('open-file', event, path);
  insist(event.defaultPrevented, 'open-file was not taken');
};

const obey = async (message: ToDouble): Promise<void> => {
  if (message.kind === 'nextOpen') answers.open.push(message.path);
  else if (message.kind === 'nextSave') answers.save.push(message.path);
  else if (message.kind === 'secondLaunch')
    appDouble.emit('second-instance', new PreventableEvent(), [], '/', message.told);
  else if (message.kind === 'openFile') openFile(message.path);
  else if (message.kind === 'notification') notificationOf(message.title).meets(message.meets);
  else if (message.kind === 'notifications') notifications.isSupported = message.areSupported;
  else if (message.kind === 'close') await currentWindow().closeAsUser();
  else tellTest({ kind: 'answer', id: message.id, value: await answerTo(message.question) });
};

const crash = (error: unknown) => {
  console.error(error);
  process.exit(70);
};

process.on('message', (message) => void obey(message as ToDouble).catch(crash));
process.on('unhandledRejection', crash);
process.on('disconnect', () => process.exit(71));
await import(pathToFileURL(setting.main).href);
appDouble.becomeReady();
