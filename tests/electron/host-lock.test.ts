import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { createServer as createHttpServer } from 'node:http';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { askHolder } from '#electron/host/handover.ts';
import { HostLock } from '#electron/host/host-lock.ts';
import { HostProfile } from '#electron/host/host-profile.ts';
import { listen } from '#electron/host/listen.ts';
import { ask, openSession, startTestHost } from './host-parts.ts';
import { scratchFolder } from './scratch.ts';

/** The number of a process that has ended. */
const deadPid = () => spawnSync(process.execPath, ['-e', '']).pid;
const secret = 's'.repeat(43);
const writeLock = (folder: string, lock: unknown) =>
  writeFileSync(join(folder, 'host.lock'), JSON.stringify(lock));

const valueOf = <T>(
  result: { ok: true; value: T } | { ok: false; problem: { code: string } },
): T => {
  if (!result.ok) throw new Error(result.problem.code);
  return result.value;
};

describe('one host per desk', () => {
  test('a second launch gets an address of the first, which opens a session', async () => {
    const host = await startTestHost();
    const second = valueOf(await HostLock.acquire(host.folder, askHolder(null)));
    if (!('address' in second)) throw new Error('the lock was given twice');
    expect((await openSession(host.port, second.address)).key).toBe(host.session.key);
  });

  test('a page cannot ask for an address, nor can who does not know the secret', async () => {
    const host = await startTestHost();
    const { secret: known } = JSON.parse(readFileSync(join(host.folder, 'host.lock'), 'utf8')) as {
      secret: string;
    };
    const handover = (headers: Record<string, string>) =>
      ask(host.port, '/handover', { method: 'POST', headers });
    expect((await handover({ 'X-Desk-Handover': secret })).status).toBe(405);
    expect((await handover({})).status).toBe(405);
    const origin = `http://127.0.0.1:${host.port}`;
    expect((await handover({ 'X-Desk-Handover': known, Origin: origin })).status).toBe(405);
    expect((await handover({ 'X-Desk-Handover': known })).status).toBe(200);
  });

  test('a second launch brings an absolute path of a file that the desk reads, and nothing else', async () => {
    const host = await startTestHost();
    const { secret: known } = JSON.parse(readFileSync(join(host.folder, 'host.lock'), 'utf8')) as {
      secret: string;
    };
    const brought = async (file: string, key = known) => {
      const headers = { 'X-Desk-Handover': key, 'X-Desk-File': file };
      await ask(host.port, '/handover', { method: 'POST', headers });
      return host.opened.take();
    };
    const path = join(host.folder, 'wörds.edesk');
    expect(await brought(encodeURIComponent(path))).toBe(path);
    for (const odd of ['%zz', 'relative.edesk', '/etc/passwd', '', '/a/b%00.txt'])
      expect(await brought(odd), odd).toBeNull();
    expect(await brought(encodeURIComponent(path), secret)).toBeNull();
  });

  test('the lock of a host that was killed is taken over', async () => {
    const folder = scratchFolder();
    writeLock(folder, { pid: deadPid(), port: 1, secret });
    const { lock } = valueOf(await HostLock.acquire(folder, askHolder(null))) as { lock: HostLock };
    await lock.release();
    expect(existsSync(join(folder, 'host.lock'))).toBe(false);
  });

  test('so is one whose number belongs to another program now, and one that is no lock', async () => {
    for (const text of [{ pid: process.ppid, port: 1, secret }, 'garbage']) {
      const folder = scratchFolder();
      writeLock(folder, text);
      expect(valueOf(await HostLock.acquire(folder, async () => 'silent'))).toHaveProperty('lock');
    }
  });

  test('a host that lives but does not answer is told, not pushed aside', async () => {
    const folder = scratchFolder();
    writeLock(folder, { pid: process.pid, port: 1, secret });
    expect(await HostLock.acquire(folder, async () => 'hung')).toMatchObject({
      problem: { code: 'shell.notAnswering', data: { pid: process.pid } },
    });
    expect(existsSync(join(folder, 'host.lock'))).toBe(true);
  });

  test('releasing leaves the lock of another alone', async () => {
    const folder = scratchFolder();
    const { lock } = valueOf(await HostLock.acquire(folder, askHolder(null))) as { lock: HostLock };
    writeLock(folder, { pid: process.pid, port: 1, secret });
    await lock.release();
    expect(existsSync(join(folder, 'host.lock'))).toBe(true);
  });

  test('a claim that a dying launch left behind does not bar the desk for ever', async () => {
    const folder = scratchFolder();
    writeLock(folder, { pid: deadPid(), port: 1, secret });
    const text = readFileSync(join(folder, 'host.lock'), 'utf8');
    const name = createHash('sha256').update(text).digest('hex').slice(0, 16);
    writeFileSync(join(folder, `host.lock.${name}.stale`), '');
    expect(valueOf(await HostLock.acquire(folder, askHolder(null)))).toHaveProperty('lock');
    expect(readdirSync(folder)).toEqual(['host.lock']);
  });

  test.for(Array.from({ length: 12 }, (_, round) => round))(
    'of many launches at once, one gets the lock (round %i)',
    async () => {
      const folder = scratchFolder();
      writeLock(folder, { pid: deadPid(), port: null, secret });
      const ends = await Promise.all(
        Array.from({ length: 8 }, () =>
          HostLock.acquire(folder, async () => ({ address: 'http://127.0.0.1:1/open/x' })).then(
            (got) =>
              'lock' in valueOf(got) ? announce(valueOf(got) as { lock: HostLock }) : 'address',
          ),
        ),
      );
      expect(ends.filter((end) => end === 'lock')).toHaveLength(1);
    },
  );
});

const announce = async ({ lock }: { lock: HostLock }) => {
  await lock.announce(1234);
  return 'lock';
};

const occupy = (port: number) =>
  new Promise<void>((resolve) => {
    const squatter = createServer();
    onTestFinished(() => void squatter.close());
    squatter.listen({ host: '127.0.0.1', port }, () => resolve());
  });

const newServer = () => {
  const server = createHttpServer();
  onTestFinished(() => void server.close());
  return server;
};

describe('the port of a desk', () => {
  test('stays from start to start', async () => {
    const folder = scratchFolder();
    const first = valueOf(await HostProfile.open(folder));
    const server = newServer();
    valueOf(await listen(server, first));
    valueOf(await first.markUsed());
    server.close();
    const second = valueOf(await HostProfile.open(folder));
    expect({ port: second.port, used: second.used }).toEqual({ port: first.port, used: true });
    valueOf(await listen(newServer(), second));
    expect(second.port).toBe(first.port);
  });

  test('is drawn again when it is taken, as long as the desk is new', async () => {
    const folder = scratchFolder();
    const profile = valueOf(await HostProfile.open(folder));
    const drawn = profile.port;
    await occupy(drawn);
    valueOf(await listen(newServer(), profile));
    expect(profile.port).not.toBe(drawn);
    expect(valueOf(await HostProfile.open(folder)).port).toBe(profile.port);
  });

  test('is never given up once the browser keeps data for it: the user is told', async () => {
    const folder = scratchFolder();
    const profile = valueOf(await HostProfile.open(folder));
    valueOf(await profile.markUsed());
    await occupy(profile.port);
    expect(await listen(newServer(), profile)).toMatchObject({
      problem: { code: 'shell.portTaken', data: { port: profile.port } },
    });
    expect(valueOf(await HostProfile.open(folder)).port).toBe(profile.port);
  });

  test('is not guessed when the file that holds it is damaged', async () => {
    const folder = scratchFolder();
    for (const text of ['', '{', '{"port":80,"used":true}', '{"port":23000}']) {
      writeFileSync(join(folder, 'host.json'), text);
      expect(await HostProfile.open(folder)).toMatchObject({
        problem: { code: 'shell.profileDamaged' },
      });
      expect(readFileSync(join(folder, 'host.json'), 'utf8')).toBe(text);
    }
  });

  test('counts as used from the first window on', async () => {
    const host = await startTestHost();
    expect(JSON.parse(readFileSync(join(host.folder, 'host.json'), 'utf8'))).toMatchObject({
      port: host.port,
      used: true,
    });
  });
});
