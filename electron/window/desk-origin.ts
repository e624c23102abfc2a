/** The fixed origin of the window: the browser keeps the desk's data under it, so it never changes. */
export const deskScheme = 'app';
export const deskPage = 'app://desk/index.html';

/** Whether an address belongs to the window's own files. (Node gives `app:` addresses no origin.) */
export const isDeskAddress = (address: string): boolean => {
  try {
    const { protocol, host, username, port } = new URL(address);
    return protocol === 'app:' && host === 'desk' && username === '' && port === '';
  } catch {
    return false;
  }
};

/** Whether an address is the page itself, as a reload asks for it. */
export const isDeskPage = (address: string): boolean =>
  isDeskAddress(address) && ['/', '/index.html'].includes(new URL(address).pathname);
