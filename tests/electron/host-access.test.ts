import { describe, expect, test } from 'vitest';
import { Access } from '#electron/host/access.ts';
import { ask, call, callBody, callHeaders, openSession, startTestHost } from './host-parts.ts';

const infoBody = callBody('app.info', {});

describe('what the host answers to', () => {
  test('a window with cookie, key, origin and host name', async () => {
    const host = await startTestHost();
    expect(await call(host, 'app.info', {})).toMatchObject({
      ok: true,
      value: { shell: 'browser', dialogs: false },
    });
    const page = await ask(host.port, '/', { headers: { Cookie: host.session.cookie } });
    expect(page.status).toBe(200);
    expect(page.body.toString()).toContain('A small page');
  });

  test.each([
    ['no key', { 'X-Desk-Key': null }],
    ['an empty key', { 'X-Desk-Key': '' }],
    ['a wrong key', { 'X-Desk-Key': 'x'.repeat(43) }],
    ['no cookie', { Cookie: null }],
    ['a wrong cookie', { Cookie: 'desk-1=x' }],
    ['no origin', { Origin: null }],
    ['another origin', { Origin: 'http://evil.example' }],
    ['an opaque origin', { Origin: 'null' }],
    ['the origin by name', { Origin: 'http://localhost' }],
    ['another host name', { Host: 'evil.example' }],
    ['the host by name', { Host: 'localhost' }],
    ['a request of another site', { 'Sec-Fetch-Site': 'cross-site' }],
    ['a request of another port', { 'Sec-Fetch-Site': 'same-site' }],
  ])('not to a call with %s', async (_what, change) => {
    const host = await startTestHost();
    const merged: Record<string, string | null> = { ...callHeaders(host), ...change };
    const headers = Object.fromEntries(
      Object.entries(merged).filter((pair): pair is [string, string] => pair[1] !== null),
    );
    const refused = await ask(host.port, '/call', { method: 'POST', headers, body: infoBody });
    expect(refused.status).toBe(403);
    expect(refused.body.toString()).not.toContain('identity');
    const events = await ask(host.port, '/events', {
      headers: { ...headers, Origin: headers['Origin'] ?? 'http://evil.example' },
    });
    expect(events.status).toBe(403);
  });

  test('not to a page without the cookie, nor to one that another site leads to', async () => {
    const host = await startTestHost();
    expect((await ask(host.port, '/')).status).toBe(403);
    expect((await ask(host.port, '/assets/a.js')).status).toBe(403);
    const led = { Cookie: host.session.cookie, 'Sec-Fetch-Site': 'cross-site' };
    expect((await ask(host.port, '/', { headers: led })).status).toBe(403);
  });

  test('not to other methods, nor to unnamed windows', async () => {
    const host = await startTestHost();
    for (const method of ['PUT', 'DELETE', 'OPTIONS', 'HEAD', 'POST'])
      expect((await ask(host.port, '/', { method, headers: callHeaders(host) })).status).toBe(405);
    const headers = { ...callHeaders(host), 'X-Desk-Window': '../x' };
    expect(
      (await ask(host.port, '/call', { method: 'POST', headers, body: infoBody })).status,
    ).toBe(400);
  });

  test('only names of the window’s own files', async () => {
    const host = await startTestHost();
    const paths = [
      '/../secret.txt',
      '/%2e%2e/secret.txt',
      '/assets/../../secret.txt',
      '/assets/..%2f..%2fsecret.txt',
      '//secret.txt',
      '/assets/',
      '/C:/secret.txt',
      '/assets/a.js%00.html',
    ];
    for (const path of paths) {
      const answer = await ask(host.port, path, { headers: { Cookie: host.session.cookie } });
      expect(answer.status, path).toBe(404);
      expect(answer.body.toString()).not.toContain('not for pages');
    }
  });
});

describe('one-time addresses', () => {
  test('open a session once', async () => {
    const host = await startTestHost();
    const address = host.access.newAddress();
    expect((await openSession(host.port, address)).key).toBe(host.session.key);
    const again = await ask(host.port, new URL(address).pathname);
    expect(again.status).toBe(403);
    expect(again.headers['set-cookie']).toBeUndefined();
    expect((await ask(host.port, '/open/guess')).status).toBe(403);
  });

  test('set a cookie that no script reads and no other site sends', async () => {
    const host = await startTestHost();
    const { pathname } = new URL(host.access.newAddress());
    const cookie = (await ask(host.port, pathname)).headers['set-cookie']?.[0];
    expect(cookie).toMatch(/^desk-\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
  });

  test('end after ten minutes, unless they are lasting', () => {
    let now = 0;
    const access = new Access(1234, () => now);
    const codeOf = (address: string) => address.split('/open/')[1] ?? '';
    const [short, lasting] = [access.newAddress(), access.newAddress({ lasting: true })];
    now = 10 * 60 * 1000 + 1;
    expect(access.redeem(codeOf(short))).toBeNull();
    expect(access.redeem(codeOf(lasting))).not.toBeNull();
  });
});

describe('every answer', () => {
  test('carries the security headers, refusals too', async () => {
    const host = await startTestHost();
    const cookie = { Cookie: host.session.cookie };
    const answers = [
      await ask(host.port, '/', { headers: cookie }),
      await ask(host.port, '/assets/a.js', { headers: cookie }),
      await ask(host.port, '/none', { headers: cookie }),
      await ask(host.port, '/'),
      await ask(host.port, '/call', { method: 'POST' }),
    ];
    for (const { headers } of answers) {
      const policy = headers['content-security-policy'];
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self';");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toContain('unsafe');
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-embedder-policy': 'require-corp',
        'cross-origin-resource-policy': 'same-origin',
      });
      expect(headers['permissions-policy']).toContain('camera=()');
      expect(headers['access-control-allow-origin']).toBeUndefined();
    }
    expect(answers[0]?.headers['cache-control']).toBe('no-store');
  });
});
