import type { OpenFile } from '#electron/disk/disk.ts';

const refuse = (): Promise<never> =>
  Promise.reject(Object.assign(new Error('this file is only read'), { code: 'EROFS' }));

/** A file that can only be read, from how that is done. */
export const readOnlyFile = (reading: Pick<OpenFile, 'read' | 'size' | 'close'>): OpenFile => ({
  ...reading,
  write: refuse,
  truncate: refuse,
  sync: refuse,
});
