import { mkdirSync, writeFileSync } from 'node:fs';
import { request, type IncomingHttpHeaders } from 'node:http';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { startDeskHost, type DeskHost } from '#electron/host/desk-host.ts';
import { OpenedFiles } from '#electron/disk/opened-files.ts';
import { askHolder } from '#electron/host/handover.ts';
import { HostLock } from '#electron/host/host-lock.ts';
import { utf8 } from '#electron/host/utf8.ts';
import { decodeFrame, encodeFrame, liftBytes, lowerBytes } from '#shared/ipc/frame.ts';
import { scratchFolder } from './scratch.ts';

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

interface Asking {
  method?: string;
  headers?: Record<string, string>;
  body?: Uint8Array;
}

/** One request, with whatever headers and path, as no browser would send it. */
export const ask = (
  port: number,
  path: string,
  { method = 'GET', headers = {}, body }: Asking = {},
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port, path, method, headers, agent: false },
      (got) => {
        const parts: Buffer[] = [];
        got.on('data', (part: Buffer) => parts.push(part));
        got.on('error', reject);
        got.on('end', () =>
          resolve({
            status: got.statusCode ?? 0,
            headers: got.headers,
            body: Buffer.concat(parts),
          }),
        );
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });

const page = '<!doctype html><title>A small page</title><script src="/assets/a.js"></script>';

const writePage = (folder: string): string => {
  const renderer = join(folder, 'renderer');
  mkdirSync(join(renderer, 'assets'), { recursive: true });
  writeFileSync(join(renderer, 'index.html'), page);
  writeFileSync(join(renderer, 'assets', 'a.js'), 'document.title = "ran";');
  writeFileSync(join(folder, 'secret.txt'), 'not for pages');
  return renderer;
};

export interface TestHost extends DeskHost {
  port: number;
  folder: string;
  opened: OpenedFiles;
  /** What a window of this host sends with its requests. */
  session: { cookie: string; key: string };
}

/** What a browser gets from a one-time address. */
export const openSession = async (port: number, address: string) => {
  const { headers, body } = await ask(port, new URL(address).pathname);
  return {
    cookie: (headers['set-cookie']?.[0] ?? '').split(';')[0] ?? '',
    key: /#key=([\w-]+)/.exec(body.toString())?.[1] ?? '',
  };
};

/** A host in this process, serving a small page, closed when the test ends. */
export const startTestHost = async (folder = scratchFolder()): Promise<TestHost> => {
  const acquired = await HostLock.acquire(folder, askHolder(null));
  if (!acquired.ok || !('lock' in acquired.value)) throw new Error('the lock is held');
  const { lock } = acquired.value;
  const opened = new OpenedFiles();
  const host = await startDeskHost({
    around: { platform: 'linux', env: { EXPERT_DESK_EXPORTS: join(folder, 'out') }, home: folder },
    folder,
    rendererFolder: writePage(folder),
    lock,
    opened,
    onOpened: () => undefined,
  });
  if (!host.ok) throw new Error(host.problem.code);
  onTestFinished(async () => {
    await host.value.close();
    await lock.release();
  });
  const port = Number(new URL(host.value.access.origin).port);
  const session = await openSession(port, host.value.access.newAddress());
  return { ...host.value, port, folder, opened, session };
};

const windowId = '00000000-0000-4000-8000-000000000001';

/** The headers that a window of the host sends with a call. */
export const callHeaders = ({ port, session }: TestHost): Record<string, string> => ({
  Origin: `http://127.0.0.1:${port}`,
  Cookie: session.cookie,
  'X-Desk-Key': session.key,
  'X-Desk-Window': windowId,
});

export const callBody = (channel: string, args: unknown): Uint8Array => {
  const { rest, bytes } = liftBytes(args);
  return Buffer.concat(encodeFrame(utf8, { body: { channel, args: rest }, bytes }));
};

export const readAnswer = ({ body }: Answer): unknown => {
  const frame = decodeFrame(utf8, body, 1 << 26);
  if (!frame.ok) throw new Error('no frame');
  const answer = frame.value.body as { value?: unknown };
  return {
    ...answer,
    ...('value' in answer ? { value: lowerBytes(answer.value, frame.value.bytes) } : {}),
  };
};

/** A call as a window makes it. */
export const call = async (host: TestHost, channel: string, args: unknown): Promise<unknown> =>
  readAnswer(
    await ask(host.port, '/call', {
      method: 'POST',
      headers: callHeaders(host),
      body: callBody(channel, args),
    }),
  );
