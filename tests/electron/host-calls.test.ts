import { readFileSync, readdirSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { formatStamp } from '#shared/sync/stamp.ts';
import { ask, call, callBody, callHeaders, readAnswer, startTestHost } from './host-parts.ts';

const job = '00000000-0000-4000-8000-0000000000aa';

test('bytes cross in both directions', async () => {
  const host = await startTestHost();
  const begun = (await call(host, 'files.uploadBegin', { name: 'a.sql', size: 3 })) as {
    value: { ticket: string };
  };
  const { ticket } = begun.value;
  const bytes = Uint8Array.of(1, 2, 255);
  expect(await call(host, 'files.uploadChunk', { ticket, offset: 0, bytes })).toEqual({
    ok: true,
    value: {},
  });
  const [name = ''] = readdirSync(join(host.folder, 'uploads'));
  expect([...readFileSync(join(host.folder, 'uploads', name))]).toEqual([1, 2, 255]);
  await call(host, 'sample.open', { job, rows: 11, seed: 1 });
  const clock = formatStamp({ time: 1, counter: 0, desk: 32 });
  const chunk = await call(host, 'sample.read', { job, clock });
  const { kind, bytes: rows } = (chunk as { value: { kind: string; bytes: Uint8Array } }).value;
  expect(kind).toBe('rows');
  expect(Buffer.from(rows).toString()).toMatch(/^{"id":1,/);
});

test('what is no frame, no call or no channel is refused with a problem', async () => {
  const host = await startTestHost();
  const send = async (body: Uint8Array) =>
    readAnswer(await ask(host.port, '/call', { method: 'POST', headers: callHeaders(host), body }));
  expect(await send(Buffer.from('hello'))).toMatchObject({ problem: { code: 'desk.badMessage' } });
  expect(await send(new Uint8Array())).toMatchObject({ problem: { code: 'desk.badMessage' } });
  expect(await send(callBody('app.quit', {}))).toMatchObject({
    problem: { code: 'desk.unknownChannel', data: { channel: 'app.quit' } },
  });
  expect(await send(callBody('__proto__', {}))).toMatchObject({
    problem: { code: 'desk.unknownChannel' },
  });
  expect(await send(callBody('app.rename', { name: 'a', path: '/etc' }))).toMatchObject({
    problem: { code: 'desk.badMessage' },
  });
});

test('a body that is too long is refused, whatever it says of its length', async () => {
  const host = await startTestHost();
  const headers = { ...callHeaders(host), 'Content-Length': String(65 * 2 ** 20) };
  const status = await new Promise<number>((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port: host.port, path: '/call', method: 'POST', headers, agent: false },
      (got) => {
        resolve(got.statusCode ?? 0);
        sent.destroy();
      },
    );
    sent.on('error', reject);
    sent.write('x');
  });
  expect(status).toBe(413);
});

test('files cannot be picked where there are no dialogs', async () => {
  const host = await startTestHost();
  expect(await call(host, 'files.pick', { kind: 'dump' })).toMatchObject({
    problem: { code: 'desk.refused' },
  });
});

test('a desk that is renamed stays renamed', async () => {
  const host = await startTestHost();
  await call(host, 'app.rename', { name: '  Paris  ' });
  expect(await call(host, 'app.info', {})).toMatchObject({
    value: { identity: { name: 'Paris' } },
  });
  expect(readFileSync(join(host.folder, 'desk.json'), 'utf8')).toContain('"Paris"');
});
