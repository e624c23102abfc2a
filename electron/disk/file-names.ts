import { fail, ok, type Result } from '#shared/result.ts';

/** Windows keeps these for devices, with any ending: `CON`, `con.txt`, `LPT1.edesk`. */
const reserved = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i;
/** What Windows does not take in a name, beside separators. */
const notPortable = /[<>:"|?*]/;
const separator = /[/\\]/;
/** Control and formatting characters, which hide what a name really is, and unpaired surrogates. */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
const longest = 200;

const refuse = (name: string) =>
  fail('file.badName', { name: name.replace(new RegExp(unseen, 'gu'), '?').slice(0, 100) });

/** A name that came with a file from elsewhere and is only shown: no folders in it, nothing unseen. */
export const parseShownName = (name: string): Result<string> => {
  const bad =
    name === '' || name === '.' || name === '..' || separator.test(name) || unseen.test(name);
  return bad || name.length > longest ? refuse(name) : ok(name);
};

/** A name that a file is given: as above, and one that every system takes (so a stick can carry it). */
export const parseFileName = (name: string): Result<string> => {
  const shown = parseShownName(name);
  if (!shown.ok) return shown;
  const bad =
    reserved.test(name) ||
    notPortable.test(name) ||
    /^ |[ .]$/.test(name) ||
    byteLength(name) > 240;
  return bad ? refuse(name) : shown;
};

const byteLength = (name: string) => Buffer.byteLength(name, 'utf8');

/** The name of a file of this machine as it can be shown, whatever it holds; at most 200 characters. */
export const shownName = (name: string): string => {
  const clean = name.replace(new RegExp(unseen, 'gu'), '?');
  if (clean.length <= longest) return clean || '?';
  return `${[...clean].slice(0, 90).join('')}…${[...clean].slice(-9).join('')}`;
};

/** `name`, or the first of `name (2)`, `name (3)` … that is free; the ending stays. */
export const freeName = async (
  name: string,
  isTaken: (name: string) => Promise<boolean>,
): Promise<string> => {
  const dot = name.lastIndexOf('.');
  const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
  for (let n = 1; ; n += 1) {
    const candidate = n === 1 ? name : `${stem} (${n})${ending}`;
    if (!(await isTaken(candidate))) return candidate;
  }
};
