import { Decrypter } from 'age-encryption';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openDecrypted } from '#electron/encryption/decrypted-file.ts';
import { EncryptingSink } from '#electron/encryption/encrypting-sink.ts';
import { Refusal } from '#electron/snapshots/refusal.ts';
import { readExactly } from '#electron/snapshots/zip-file.ts';
import { encrypted, named, noise, passphrase, work } from './encrypted-bytes.ts';

const chunk = 64 * 1024;
const edges = [0, 1, chunk - 1, chunk, chunk + 1, 2 * chunk - 1, 2 * chunk, 2 * chunk + 1, 200_000];

const readWhole = async (bytes: Uint8Array): Promise<Buffer> => {
  const plain = await openDecrypted(named(bytes), passphrase);
  return readExactly(plain, 0, plain.size);
};

describe('encrypting and decrypting', () => {
  it.each(edges)(
    'SNAP21: %i bytes come back as they were, here and in the package',
    async (size) => {
      const plain = noise(size);
      const secret = await encrypted(plain);
      expect((await readWhole(secret)).equals(plain)).toBe(true);
      const decrypter = new Decrypter();
      decrypter.addPassphrase(passphrase);
      expect(plain.equals(await decrypter.decrypt(secret))).toBe(true);
    },
  );

  it('SNAP21: however the bytes are cut on their way in', async () => {
    const sizes = fc.oneof(fc.constantFrom(...edges), fc.integer({ min: 0, max: 3 * chunk }));
    const pieces = fc.oneof(fc.constantFrom(4096, chunk - 1, chunk, chunk + 1, 300_000));
    await fc.assert(
      fc.asyncProperty(sizes, pieces, async (size, piece) => {
        const plain = noise(size);
        expect((await readWhole(await encrypted(plain, piece))).equals(plain)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it('SNAP21: no two files have the same salt, key or content', async () => {
    const plain = noise(1000);
    const [a, b] = [await encrypted(plain), await encrypted(plain)];
    const [header, other] = [a, b].map((bytes) => bytes.toString('latin1').split('\n'));
    expect(header![1]).not.toBe(other![1]);
    expect(header![2]).not.toBe(other![2]);
    expect(a.subarray(-1000).equals(b.subarray(-1000))).toBe(false);
  });
});

describe('reading at any position', () => {
  it('SNAP22: gives the plain bytes, wherever and however much is asked', async () => {
    const plain = noise(5 * chunk + 77);
    const opened = await openDecrypted(named(await encrypted(plain)), passphrase);
    expect(await opened.file.size()).toBe(plain.length);
    const places = fc.oneof(
      fc.integer({ min: 0, max: plain.length + 10 }),
      fc.constantFrom(0, chunk - 1, chunk, chunk + 1, 5 * chunk, plain.length - 1, plain.length),
    );
    await fc.assert(
      fc.asyncProperty(places, fc.integer({ min: 0, max: 2 * chunk }), async (at, length) => {
        const into = Buffer.alloc(length, 0xee);
        const got = await opened.file.read(into, at);
        const expected = plain.subarray(at, at + length);
        expect(got).toBe(expected.length);
        expect(into.subarray(0, got).equals(expected)).toBe(true);
        expect(into.subarray(got).every((byte) => byte === 0xee)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('SNAP22: reads of several places at once do not disturb each other', async () => {
    const plain = noise(4 * chunk);
    const opened = await openDecrypted(named(await encrypted(plain)), passphrase);
    const places = [0, 3, 1, 2, 3, 0].map((n) => n * chunk + 5);
    const read = await Promise.all(places.map((at) => readExactly(opened, at, chunk - 10)));
    for (const [n, at] of places.entries())
      expect(read[n]!.equals(plain.subarray(at, at + chunk - 10))).toBe(true);
  });

  it('SNAP22: asks the disk for one part at a time, and for nothing to write on', async () => {
    const source = named(await encrypted(noise(10 * chunk)));
    let most = 0;
    const { file } = source;
    const read: typeof file.read = (into, position) => {
      most = Math.max(most, into.length);
      return file.read(into, position);
    };
    const opened = await openDecrypted({ ...source, file: { ...file, read } }, passphrase);
    await readExactly(opened, 0, opened.size);
    expect(most).toBeLessThanOrEqual(chunk + 16);
    await expect(opened.file.write(Buffer.from('x'), 0)).rejects.toMatchObject({ code: 'EROFS' });
    await expect(opened.file.truncate(0)).rejects.toMatchObject({ code: 'EROFS' });
  });
});

describe('a sink that is slow or fails', () => {
  it('SNAP15: holds a bounded part of a large file, whatever its size', async () => {
    const piece = noise(256 * 1024);
    let [given, taken, most] = [0, 0, 0];
    const slow = async (bytes: Uint8Array) => {
      await new Promise((resolve) => setImmediate(resolve));
      taken += bytes.length;
    };
    const sink = new EncryptingSink(passphrase, slow, work);
    for (let n = 0; n < 128; n++) {
      await sink.write(piece);
      given += piece.length;
      most = Math.max(most, given - taken);
    }
    await sink.end();
    expect(taken).toBeGreaterThan(given);
    expect(most).toBeLessThan(10 * 1024 * 1024);
  });

  it('SNAP15: tells whoever writes next, or ends, what went wrong', async () => {
    const full = new Refusal('file.diskFull', { name: 'x' });
    const failing = () => Promise.reject(full);
    const ended = new EncryptingSink(passphrase, failing, work);
    await ended.write(noise(10));
    await expect(ended.end()).rejects.toBe(full);
    const written = new EncryptingSink(passphrase, failing, work);
    const writing = async () => {
      for (let n = 0; n < 10_000; n++) await written.write(noise(chunk));
    };
    await expect(writing()).rejects.toBe(full);
  });

  it('SNAP15: given up, it takes no more', async () => {
    let taken = 0;
    const sink = new EncryptingSink(
      passphrase,
      async (bytes) => void (taken += bytes.length),
      work,
    );
    await sink.write(noise(10));
    sink.destroy();
    sink.destroy();
    await expect(sink.end()).rejects.toBeInstanceOf(Refusal);
    expect(taken).toBeLessThan(300);
  });
});
