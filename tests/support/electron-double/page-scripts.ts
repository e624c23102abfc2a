/**
 * What runs in the page. Electron gives a preload its own world, and `contextBridge` carries calls and
 * copies between that world and the page's. The same here: the preload runs in an isolated world of
 * Chromium, and the two worlds share nothing but DOM events and one message port.
 */
export const preloadWorld = 'electron-double-preload';
export const callBinding = '__electronDoubleCall';
const exposeEvent = 'electron-double-expose';

/** In the page's own world, before any of its scripts: makes what the preload exposes. */
export const pageScript = `(() => {
  let port = null;
  const early = [];
  const waiting = new Map();
  const callbacks = new Map();
  let last = 0;
  const post = (message) => (port === null ? early.push(message) : port.postMessage(message));
  const outward = (value) => {
    if (typeof value !== 'function') return value;
    const id = ++last;
    callbacks.set(id, value);
    return { $callback: id };
  };
  const call = (path, args) => {
    const id = ++last;
    post({ kind: 'call', id, path, args: args.map(outward) });
    return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
  };
  const receive = ({ data }) => {
    if (data.kind === 'callback') return void callbacks.get(data.id)?.(...data.args);
    const { resolve, reject } = waiting.get(data.id);
    waiting.delete(data.id);
    data.kind === 'answer' ? resolve(data.value) : reject(new Error(data.message));
  };
  document.addEventListener('${exposeEvent}', (event) => {
    event.stopImmediatePropagation();
    const { name, functions } = JSON.parse(event.detail);
    const bridge = {};
    for (const [key, isAsync] of functions)
      bridge[key] = isAsync
        ? (...args) => call(key, args)
        : (...args) => {
            const undo = call(key, args);
            return () => void undo.then((id) => post({ kind: 'undo', id }));
          };
    Object.defineProperty(window, name, { value: Object.freeze(bridge), enumerable: true });
  }, true);
  window.addEventListener('message', function take(event) {
    if (event.data !== 'electron-double-port') return;
    event.stopImmediatePropagation();
    window.removeEventListener('message', take, true);
    port = event.ports[0];
    port.onmessage = receive;
    early.splice(0).forEach((message) => port.postMessage(message));
  }, true);
})();`;

/** In the preload's world: a `require` that knows \`electron\` with two members, and the preload itself. */
export const preloadScript = (bundle: string): string => `(() => {
  const strict = (name, object) => new Proxy(object, { get(target, key) {
    if (!(key in target)) throw new Error('The double of electron has no ' + name + '.' + String(key) + '.');
    return target[key];
  } });
  const waiting = new Map();
  const listeners = new Map();
  let last = 0;
  const toWire = (value) => {
    if (value instanceof Uint8Array) return { $bytes: value.toBase64() };
    if (Array.isArray(value)) return value.map(toWire);
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, toWire(part)]));
    return value;
  };
  const fromWire = (value) => {
    if (Array.isArray(value)) return value.map(fromWire);
    if (typeof value !== 'object' || value === null) return value;
    if (typeof value.$bytes === 'string') return Uint8Array.fromBase64(value.$bytes);
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, fromWire(part)]));
  };
  globalThis.__electronDouble = {
    answer: (text) => {
      const { id, value, error } = JSON.parse(text);
      const { resolve, reject } = waiting.get(id);
      waiting.delete(id);
      error === undefined ? resolve(fromWire(value)) : reject(new Error(error));
    },
    receive: (text) => {
      const { channel, args } = JSON.parse(text);
      for (const listener of listeners.get(channel) ?? []) listener({}, ...args.map(fromWire));
    },
  };
  const ipcRenderer = strict('ipcRenderer', {
    invoke: (channel, ...args) => new Promise((resolve, reject) => {
      const id = ++last;
      waiting.set(id, { resolve, reject });
      globalThis.${callBinding}(JSON.stringify({ id, channel, args: args.map(toWire) }));
    }),
    on: (channel, listener) => {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
    },
  });
  const serve = (api, port) => {
    const undos = new Map();
    const inward = (value) => value !== null && typeof value === 'object' && '$callback' in value
      ? (...args) => port.postMessage({ kind: 'callback', id: value.$callback, args })
      : value;
    port.onmessage = async ({ data }) => {
      if (data.kind === 'undo') return void undos.get(data.id)();
      try {
        const value = await api[data.path](...data.args.map(inward));
        if (typeof value !== 'function') return port.postMessage({ kind: 'answer', id: data.id, value });
        undos.set(data.id, value);
        port.postMessage({ kind: 'answer', id: data.id, value: data.id });
      } catch (error) {
        port.postMessage({ kind: 'error', id: data.id, message: String(error) });
      }
    };
  };
  const contextBridge = strict('contextBridge', {
    exposeInMainWorld: (name, api) => {
      const keys = Object.keys(api);
      if (keys.some((key) => typeof api[key] !== 'function'))
        throw new Error('The double of contextBridge carries functions only.');
      const functions = keys.map((key) => [key, !key.startsWith('on')]);
      const { port1, port2 } = new MessageChannel();
      serve(api, port1);
      document.dispatchEvent(new CustomEvent('${exposeEvent}', { detail: JSON.stringify({ name, functions }) }));
      window.postMessage('electron-double-port', '*', [port2]);
    },
  });
  const electron = strict('electron', { contextBridge, ipcRenderer });
  const require = (name) => {
    if (name === 'electron') return electron;
    throw new Error('A sandboxed preload cannot require ' + name + '.');
  };
  const module = { exports: {} };
  (function (require, module, exports) {
${bundle}
  })(require, module, module.exports);
})();`;
