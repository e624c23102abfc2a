import fc from 'fast-check';
import { expect, test } from 'vitest';
import { utf8 } from '#electron/host/utf8.ts';
import { decodeFrame, encodeFrame, liftBytes, lowerBytes } from '#shared/ipc/frame.ts';

const maxHead = 1 << 20;
const join = (parts: readonly Uint8Array[]) => new Uint8Array(Buffer.concat(parts));
const bytes = () => fc.option(fc.uint8Array({ maxLength: 400 }), { nil: null });
const frame = (head: string, rest = '', length = Buffer.byteLength(head)) => {
  const prefix = Buffer.alloc(4);
  prefix.writeUInt32BE(length);
  return new Uint8Array(Buffer.concat([prefix, Buffer.from(head), Buffer.from(rest)]));
};
const refused = (bad: Uint8Array) =>
  expect(decodeFrame(utf8, bad, maxHead)).toMatchObject({
    ok: false,
    problem: { code: 'desk.badMessage', data: { channel: 'frame' } },
  });

test('what goes in comes out', () => {
  fc.assert(
    fc.property(fc.jsonValue(), bytes(), (body, binary) => {
      const decoded = decodeFrame(utf8, join(encodeFrame(utf8, { body, bytes: binary })), maxHead);
      // JSON itself knows no minus zero.
      expect(decoded).toEqual({
        ok: true,
        value: { body: JSON.parse(JSON.stringify(body)) as unknown, bytes: binary },
      });
    }),
  );
});

test('the binary member is lifted out of an object and put back where it was', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.uint8Array(), (rest, binary) => {
      delete rest['bytes'];
      const lifted = liftBytes({ ...rest, bytes: binary });
      expect(lifted.bytes).toBe(binary);
      expect(lowerBytes(lifted.rest, lifted.bytes)).toEqual({ ...rest, bytes: binary });
    }),
  );
  expect(liftBytes({ bytes: 'text' })).toEqual({ rest: { bytes: 'text' }, bytes: null });
  expect(liftBytes(null)).toEqual({ rest: null, bytes: null });
});

test('a frame that is cut short, or longer than it says, is refused', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.uint8Array({ minLength: 1 }), fc.nat(), (body, binary, cut) => {
      const whole = join(encodeFrame(utf8, { body, bytes: binary }));
      refused(whole.subarray(0, cut % whole.length));
      refused(join([whole, Uint8Array.of(0)]));
    }),
  );
});

test('any bytes at all give a problem or a frame, never an exception', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => {
      expect(typeof decodeFrame(utf8, noise, maxHead).ok).toBe('boolean');
    }),
  );
});

test('hostile heads are refused', () => {
  refused(frame('not json'));
  refused(frame('null'));
  refused(frame('[]'));
  refused(frame('{"body":1}'));
  refused(frame('{"body":1,"bytes":-1}'));
  refused(frame('{"body":1,"bytes":1.5}', 'a'));
  refused(frame('{"body":1,"bytes":"1"}', 'a'));
  refused(frame('{"body":1,"bytes":null,"more":1}'));
  refused(frame('{"body":1,"bytes":9007199254740992}'));
  refused(frame('{"body":1,"bytes":null}', '', 0xffffffff));
  refused(new Uint8Array(Buffer.concat([frame('{"body":"', '', 10), Buffer.from([0xff, 0xfe])])));
  expect(decodeFrame(utf8, frame('{"body":1,"bytes":null}'), 5).ok).toBe(false);
});
