import { expect, test } from 'vitest';
import { openedPath, OpenedFiles } from '#electron/disk/opened-files.ts';

test('a launch opens the first file of its arguments that the desk reads', () => {
  expect(openedPath(['--switch', '/app', 'a b.EDESK', 'other.sql'], '/home/ada')).toBe(
    '/home/ada/a b.EDESK',
  );
  expect(openedPath(['/else/where.sql'], '/home/ada')).toBe('/else/where.sql');
  expect(openedPath(['file:///home/ada/w%C3%B6rds.edesk'], '/')).toBe('/home/ada/wörds.edesk');
  for (const args of [
    [],
    ['/app'],
    ['notes.txt'],
    ['--file=x.edesk'],
    ['x.edesk.zip'],
    ['file://else/a.edesk'],
    ['file:///%zz.edesk'],
  ])
    expect(openedPath(args, '/home/ada')).toBeNull();
});

test('the last file that was offered waits, and is handed out once', () => {
  const opened = new OpenedFiles();
  let told = 0;
  opened.offer('/first.edesk');
  opened.tellBy(() => (told += 1));
  opened.offer(null);
  expect(told).toBe(0);
  opened.offer('/second.edesk');
  expect(told).toBe(1);
  expect([opened.take(), opened.take()]).toEqual(['/second.edesk', null]);
});
