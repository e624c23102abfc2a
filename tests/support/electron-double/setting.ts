/** What the test that starts the double decides, given in one environment variable. */
interface Setting {
  /** The chromium to show the window in. */
  chromium: string;
  headless: boolean;
  /** Stands for the system's Downloads. */
  downloads: string;
  /** The main bundle. */
  main: string;
}

export const setting = JSON.parse(process.env['ELECTRON_DOUBLE'] ?? 'null') as Setting;

/** An origin of the web stands for `app://desk`, a scheme that only Electron can give Chromium. */
export const standIn = 'https://app-desk.invalid';
export const deskOrigin = 'app://desk';

export const toStandIn = (address: string): string => address.replace(deskOrigin, standIn);
export const fromStandIn = (address: string): string =>
  address.startsWith(`${standIn}/`) ? address.replace(standIn, deskOrigin) : address;
