import { readdir } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { fail, ok, type Result } from '#shared/result.ts';

/** Types by ending; a file of any other ending is not served. */
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

export interface RendererFile {
  path: string;
  /** The page itself is fetched anew each time; files with a hash in their name never change. */
  headers: Readonly<Record<string, string>>;
}

const cacheRule = (name: string): string => {
  if (name.endsWith('.html')) return 'no-store';
  return name.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
};

const describe = (folder: string, path: string): [string, RendererFile][] => {
  const name = `/${relative(folder, path).split(sep).join('/')}`;
  const type = types[extname(path)];
  if (type === undefined) return [];
  return [[name, { path, headers: { 'Content-Type': type, 'Cache-Control': cacheRule(name) } }]];
};

const listFiles = async (folder: string): Promise<string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
};

/**
 * The files of the built window. Only names that were found in its folder are served, so no path that
 * a request makes up can lead out of it.
 */
export class RendererFiles {
  readonly #folder: string;
  #files: ReadonlyMap<string, RendererFile> = new Map();

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async open(folder: string): Promise<Result<RendererFiles>> {
    const files = new RendererFiles(folder);
    await files.#list();
    return files.#files.has('/index.html') ? ok(files) : fail('shell.noRenderer', { folder });
  }

  /** The file for a path of an address, such as `/assets/main.js`; null when there is none. */
  async find(pathname: string): Promise<RendererFile | null> {
    const isPage = pathname === '/' || pathname === '/index.html';
    // The names change when the window is built anew while a shell is running.
    if (isPage) await this.#list();
    return this.#files.get(isPage ? '/index.html' : pathname) ?? null;
  }

  async #list(): Promise<void> {
    const paths = await listFiles(this.#folder);
    this.#files = new Map(paths.flatMap((path) => describe(this.#folder, path)));
  }
}
