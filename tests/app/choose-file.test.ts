import { describe, expect, test } from 'vitest';
import { uploadFile } from '#renderer/files/choose-file.ts';
import type { ChannelName, DeskApi } from '#shared/ipc/channels.ts';
import { fail, ok } from '#shared/result.ts';

const ticket = '01938f6e-7a5b-7c3d-8e9f-0123456789ab';
const mebibyte = 1024 * 1024;

/** A main process that only takes uploads, and can be told to fail at an offset. */
const uploads = (failAt = -1) => {
  const calls: ChannelName[] = [];
  const parts: { offset: number; bytes: Uint8Array }[] = [];
  const call = async (channel: ChannelName, args: Record<string, unknown>) => {
    calls.push(channel);
    if (channel === 'files.uploadBegin')
      return ok({ ticket, name: String(args['name']), size: Number(args['size']) });
    if (channel !== 'files.uploadChunk') return ok({});
    const offset = Number(args['offset']);
    if (offset === failAt) return fail('file.diskFull', { name: 'x' });
    parts.push({ offset, bytes: args['bytes'] as Uint8Array });
    return ok({});
  };
  return { calls, parts, api: { call, onEvent: () => () => {} } as unknown as DeskApi };
};

const fileOf = (size: number) => {
  const bytes = Uint8Array.from({ length: size }, (_, i) => i % 251);
  return { bytes, file: new File([bytes], 'desk.edesk') };
};

const watching = (stop = new AbortController()) => {
  const seen: number[] = [];
  const onProgress = ({ done }: { done: number }) => void seen.push(done);
  return { seen, stop, options: { signal: stop.signal, onProgress } };
};

const joined = (parts: readonly { bytes: Uint8Array }[]) =>
  Buffer.concat(parts.map(({ bytes }) => bytes));

describe('bringing a file to the main process', () => {
  test.each([0, 1, mebibyte - 1, mebibyte, mebibyte + 1, 3 * mebibyte + 7])(
    'a file of %i bytes arrives whole and in order',
    async (size) => {
      const { api, parts, calls } = uploads();
      const { file, bytes } = fileOf(size);
      const { options, seen } = watching();
      const sent = await uploadFile(api, file, options);
      expect(sent).toEqual(ok({ ticket, name: 'desk.edesk', size }));
      expect(joined(parts).equals(Buffer.from(bytes))).toBe(true);
      expect(parts.map(({ offset }) => offset)).toEqual(seen);
      expect(calls).not.toContain('files.release');
    },
  );

  test('a failure on the way is told, and nothing stays behind', async () => {
    const { api, calls } = uploads(mebibyte);
    const sent = await uploadFile(api, fileOf(3 * mebibyte).file, watching().options);
    expect(sent).toEqual(fail('file.diskFull', { name: 'x' }));
    expect(calls.at(-1)).toBe('files.release');
  });

  test('cancelling ends it with nothing left behind', async () => {
    const { api, calls, parts } = uploads();
    const { options, stop } = watching();
    const cancelling = { ...options, onProgress: () => stop.abort() };
    const sent = await uploadFile(api, fileOf(3 * mebibyte).file, cancelling);
    expect(sent).toEqual(fail('file.cancelled'));
    expect(parts).toHaveLength(1);
    expect(calls.at(-1)).toBe('files.release');
  });

  test('a file that can no longer be read says so by its name', async () => {
    const { api, calls } = uploads();
    const { file } = fileOf(10);
    file.slice = () => {
      throw new DOMException('moved', 'NotFoundError');
    };
    const sent = await uploadFile(api, file, watching().options);
    expect(sent).toMatchObject({ ok: false, problem: { data: { name: 'desk.edesk' } } });
    expect(calls.at(-1)).toBe('files.release');
  });
});
