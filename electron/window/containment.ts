import { app, type WebContents } from 'electron';
import { isDeskPage } from './desk-origin.ts';

const contain = (contents: WebContents): void => {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-frame-navigate', (details) => {
    // A reload of the page itself is all the navigation there is.
    if (!details.isMainFrame || !isDeskPage(details.url)) details.preventDefault();
  });
  contents.on('will-redirect', (details) => details.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
};

/** Keeps every page of this app where it is: no new windows, no navigation, no embedded pages. */
export const containAllPages = (): void => {
  app.on('web-contents-created', (_event, contents) => contain(contents));
};
