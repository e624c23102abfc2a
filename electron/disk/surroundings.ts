import { homedir } from 'node:os';
import type { Surroundings } from './folders.ts';

/** This process's own surroundings. */
export const ownSurroundings = (): Surroundings => ({
  platform: process.platform,
  env: process.env,
  home: homedir(),
});
