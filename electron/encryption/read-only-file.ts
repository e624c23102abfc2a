import type { OpenFile } from '#electron/disk/disk.ts';

const refuse = async (): Promise<never> => {
  throw Object.assign(new Error('this file is only read'), { code: 'EROFS' });
};

/** An open file that cannot be written. */
export const readOnlyFile = (parts: Pick<OpenFile, 'read' | 'size' | 'close'>): OpenFile => ({
  ...parts,
  write: refuse,
  truncate: refuse,
  sync: refuse,
});
