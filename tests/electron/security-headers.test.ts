import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { knownInlineStyles, securityHeaders } from '#electron/content/security-headers.ts';

const reactAria = dirname(createRequire(import.meta.url).resolve('react-aria/package.json'));
const policy = securityHeaders['Content-Security-Policy'] ?? '';

/** The style sheets that React Aria writes into a page: what follows `style.textContent =`. */
const inlineStylesOf = (file: string): string[] => {
  const source = readFileSync(join(reactAria, 'dist', 'private', file), 'utf8');
  const found = source.matchAll(/style\.textContent = `([^`]*)`\.trim\(\)/g);
  return [...found].map(([, text = '']) =>
    text.replace(/\$\{[^}]*PRESSABLE_ATTRIBUTE\}/, 'data-react-aria-pressable').trim(),
  );
};

test('the inline styles that are let in are those of the installed React Aria', () => {
  const there = ['interactions/usePress.mjs', 'overlays/usePreventScroll.mjs'].flatMap(
    inlineStylesOf,
  );
  expect(there.sort()).toEqual([...knownInlineStyles].sort());
});

test('they are let in by their hash and nothing else inline is', () => {
  for (const style of knownInlineStyles)
    expect(policy).toContain(`'sha256-${createHash('sha256').update(style).digest('base64')}'`);
  expect(policy.match(/sha256-/g)).toHaveLength(knownInlineStyles.length);
  expect(policy).not.toMatch(/unsafe-(inline|eval|hashes)|https?:|\*/);
});
