import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  checkNotificationOptions,
  type NotificationOptions,
} from '#tests/support/electron-double/notification-options.ts';
import { strict } from '#tests/support/electron-double/strict.ts';
import {
  checkWindowOptions,
  wantedPreferences,
  type WindowOptions,
} from '#tests/support/electron-double/window-options.ts';
import { fromWire, toWire } from '#tests/support/electron-double/wire.ts';
import { scratchFolder } from './scratch.ts';

const goodOptions = (): WindowOptions => {
  const preload = join(scratchFolder(), 'preload.cjs');
  writeFileSync(preload, '');
  return { width: 1, height: 1, show: false, webPreferences: { ...wantedPreferences, preload } };
};

describe('the double of electron is strict', () => {
  test('it takes a window that is closed in every way', () => {
    expect(() => checkWindowOptions(goodOptions())).not.toThrow();
  });

  test.each(Object.entries(wantedPreferences))(
    'it refuses a window whose %s is not %s',
    (name, value) => {
      const { webPreferences, ...options } = goodOptions();
      const changed = { ...webPreferences, [name]: !value };
      expect(() => checkWindowOptions({ ...options, webPreferences: changed })).toThrow(name);
    },
  );

  test('it refuses options that nobody has thought about, and a preload that is not there', () => {
    const options = goodOptions();
    expect(() => checkWindowOptions({ ...options, kiosk: true } as WindowOptions)).toThrow('kiosk');
    const webPreferences = { ...options.webPreferences, preload: '/nowhere/preload.cjs' };
    expect(() => checkWindowOptions({ ...options, webPreferences })).toThrow('preload');
  });

  test('it refuses notifications without a title, and options that nobody has thought about', () => {
    const good = { title: 'Call', body: '' };
    expect(() => checkNotificationOptions(good)).not.toThrow();
    expect(() => checkNotificationOptions({ ...good, title: '' })).toThrow('title');
    const odd = { ...good, icon: '/etc/passwd' } as NotificationOptions;
    expect(() => checkNotificationOptions(odd)).toThrow('icon');
  });

  test('it throws on anything that it has not', () => {
    const app = strict('app', { quit: () => 'quit' }) as Record<string, () => string>;
    expect(app['quit']?.()).toBe('quit');
    expect(() => app['relaunch']).toThrow('The double of electron has no app.relaunch.');
  });

  test('it carries what structured clone carries of our messages, and refuses functions', () => {
    const message = { a: [1, 'b', null, true], bytes: Uint8Array.of(0, 255) };
    expect(fromWire(JSON.parse(JSON.stringify(toWire(message))))).toEqual(message);
    expect(() => toWire({ f: () => 1 })).toThrow('cannot be cloned');
  });
});
