import { readFile } from 'node:fs/promises';
import { protocol } from 'electron';
import type { RendererFiles } from '../content/renderer-files.ts';
import { securityHeaders } from '../content/security-headers.ts';
import { deskScheme, isDeskAddress } from './desk-origin.ts';

/** Makes `app://desk` an origin like that of a web site. Must run before the app is ready. */
export const registerDeskScheme = (): void =>
  protocol.registerSchemesAsPrivileged([
    {
      scheme: deskScheme,
      privileges: {
        standard: true,
        secure: true,
        supportFetchAPI: true,
        stream: true,
        codeCache: true,
      },
    },
  ]);

const refuse = (status: number) => new Response(null, { status, headers: { ...securityHeaders } });

/** Serves the files of the built window at `app://desk`, and nothing else. */
export const serveDeskScheme = (files: RendererFiles): void =>
  protocol.handle(deskScheme, async ({ method, url }) => {
    if (!isDeskAddress(url)) return refuse(404);
    if (method !== 'GET') return refuse(405);
    const file = await files.find(new URL(url).pathname);
    if (file === null) return refuse(404);
    const body = new Uint8Array(await readFile(file.path));
    return new Response(body, { headers: { ...securityHeaders, ...file.headers } });
  });
