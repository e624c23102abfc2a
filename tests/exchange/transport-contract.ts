import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { baseName, deskName, logName, storedName } from '#shared/formats/exchange-names.ts';
import { problemText } from '#shared/problems/index.ts';
import type { Result } from '#shared/result.ts';
import type { Transport } from '#electron/exchange/transport.ts';
import type { Trouble } from '../support/memory-transport.ts';
import { bytesOf, createdAt, lisbon, tokyo } from './made-files.ts';
import type { SharedPlace } from './places.ts';

export const must = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(problemText(result.problem));
  return result.value;
};

export const codeOf = (result: Result<unknown>): string => (result.ok ? 'ok' : result.problem.code);

const folder = 'workspace.json';
const desk = deskName(lisbon.id);
const log = (number: number) => logName(lisbon.id, number);
const base = baseName(lisbon.id, createdAt);

const namesOf = async (transport: Transport): Promise<string[]> =>
  must(await transport.list()).map(({ name }) => name);

const textOf = async (transport: Transport, name: string): Promise<string | null> => {
  const bytes = must(await transport.read(name));
  return bytes === null ? null : Buffer.from(bytes).toString();
};

const publish = (transport: Transport, name: string, text: string) =>
  transport.publish(name, bytesOf(text));

/** What every place does, whatever it is made of: `make` gives a new one, empty. */
export const transportContract = (title: string, make: () => Promise<SharedPlace>): void => {
  const shared = async (): Promise<SharedPlace> => {
    const place = await make();
    must(await publish(place.lisbon, folder, 'ours'));
    return place;
  };

  describe(`${title}: publishing`, () => {
    it('EXC16: what one desk publishes, the other reads', async () => {
      const place = await shared();
      for (const name of [desk, log(1), base]) must(await publish(place.lisbon, name, `x ${name}`));
      for (const view of [place.lisbon, place.tokyo])
        for (const name of [desk, log(1), base]) expect(await textOf(view, name)).toBe(`x ${name}`);
      must(await publish(place.tokyo, deskName(tokyo.id), 'hello'));
      expect(await textOf(place.lisbon, deskName(tokyo.id))).toBe('hello');
    });

    it('a file that is not there is nothing, and no problem', async () => {
      const place = await make();
      expect(must(await place.tokyo.read(folder))).toBeNull();
      expect(must(await place.tokyo.list())).toEqual([]);
      must(await publish(place.lisbon, folder, 'ours'));
      expect(must(await place.tokyo.read(log(9)))).toBeNull();
      must(await place.lisbon.remove(log(9)));
    });

    it('a file that is there is replaced, by a shorter one too', async () => {
      const place = await shared();
      for (const text of ['first', 'the second, which is longer', '3', '', 'fifth']) {
        must(await publish(place.lisbon, desk, text));
        expect(await textOf(place.tokyo, desk)).toBe(text);
      }
    });

    it('EXC16: a file with the same bytes is left alone', async () => {
      const place = await shared();
      must(await publish(place.lisbon, log(1), 'what was done'));
      const before = must(await place.tokyo.list());
      await new Promise((resolve) => setTimeout(resolve, 20));
      must(await publish(place.lisbon, log(1), 'what was done'));
      expect(must(await place.tokyo.list())).toEqual(before);
    });

    it('EXC16: whoever reads meanwhile sees a whole file, the old or the new', async () => {
      const place = await shared();
      const texts = ['a'.repeat(300_000), 'b'.repeat(1000)];
      must(await publish(place.lisbon, desk, texts[0]!));
      let isOver = false;
      const reading = (async () => {
        while (!isOver) {
          expect(texts.includes((await textOf(place.tokyo, desk)) ?? '')).toBe(true);
          expect(await namesOf(place.tokyo)).toEqual([desk, folder]);
        }
      })();
      for (let n = 1; n <= 40; n++) must(await publish(place.lisbon, desk, texts[n % 2]!));
      isOver = true;
      await reading;
    });

    it('many files at once', async () => {
      const place = await shared();
      const numbers = Array.from({ length: 40 }, (_, n) => n + 1);
      const done = await Promise.all(numbers.map((n) => publish(place.lisbon, log(n), `${n}`)));
      done.forEach(must);
      expect(await namesOf(place.tokyo)).toEqual([...numbers.map(log), folder]);
    });

    it('whatever is published and removed, both see the same', async () => {
      const names = [desk, log(1), log(2), base];
      const acts = fc.array(
        fc.record({ name: fc.constantFrom(...names), bytes: fc.option(fc.uint8Array()) }),
        { maxLength: 12 },
      );
      await fc.assert(
        fc.asyncProperty(acts, async (all) => {
          const place = await shared();
          const model = new Map<string, Uint8Array>();
          for (const { name, bytes } of all) {
            if (bytes === null) must(await place.lisbon.remove(name));
            else must(await place.lisbon.publish(name, bytes));
            if (bytes === null) model.delete(name);
            else model.set(name, bytes);
          }
          expect(await namesOf(place.tokyo)).toEqual([...model.keys(), folder].sort());
          for (const name of names)
            expect(must(await place.tokyo.read(name)) ?? undefined).toEqual(model.get(name));
        }),
        { numRuns: 15 },
      );
    });
  });

  describe(`${title}: names`, () => {
    it('a listing is in the order of names, with sizes and times', async () => {
      const place = await shared();
      for (const name of [log(10), log(2), base, desk, log(1)])
        must(await publish(place.lisbon, name, name));
      must(await publish(place.tokyo, logName(tokyo.id, 1), 'x'));
      const listed = must(await place.tokyo.list());
      const names = [base, desk, log(1), log(2), log(10), logName(tokyo.id, 1), folder];
      expect(listed.map(({ name }) => name)).toEqual(names);
      for (const { size, changedAt } of listed) {
        expect(size).toBeGreaterThan(0);
        expect(changedAt).toBeGreaterThan(Date.UTC(2025, 0, 1));
      }
    });

    it('a glance is another one once a desk has said something, and not for any other file', async () => {
      const place = await shared();
      const glance = async () => must(await place.tokyo.glance());
      const first = await glance();
      must(await publish(place.lisbon, desk, 'one'));
      const second = await glance();
      expect(second).not.toBe(first);
      must(await publish(place.lisbon, log(1), 'x'));
      must(await publish(place.lisbon, base, 'x'));
      expect(await glance()).toBe(second);
      must(await publish(place.lisbon, desk, 'another'));
      expect(await glance()).not.toBe(second);
    });

    it('EXC5, EXC6: what is no part of the folder is passed over and left alone', async () => {
      const place = await shared();
      must(await publish(place.lisbon, desk, 'mine'));
      const other = place.ending === '' ? '.age' : '';
      const strange = [
        '.DS_Store',
        'holiday.jpg',
        `desks/${tokyo.id} (conflicted copy 2026-01-01).json${place.ending}`,
        `desks/~${tokyo.id}-0123456789ab.tmp`,
        `desks/${tokyo.id}.json${other}`,
        `desks/more/${tokyo.id}.json${place.ending}`,
        `log/notes/00000001.jsonl.gz${place.ending}`,
        `log/${tokyo.id}/00000000.jsonl.gz${place.ending}`,
        `workspace.json.age`,
      ];
      for (const name of strange) await place.put(name, bytesOf('?'));
      for (const view of [place.lisbon, place.tokyo])
        expect(await namesOf(view)).toEqual([desk, folder]);
      must(await publish(place.lisbon, log(1), 'more'));
      expect(await place.names()).toEqual(
        [
          ...strange,
          folder,
          ...[desk, log(1)].map((name) => storedName(name, place.ending)),
        ].sort(),
      );
    });

    it.each(['../secrets.json', '/etc/passwd', `desks/../../${lisbon.id}.json`, 'desks', ''])(
      '“%s” leads nowhere',
      async (name) => {
        const place = await shared();
        const { lisbon: view } = place;
        expect(codeOf(await view.read(name))).toBe('exchange.badName');
        expect(codeOf(await publish(view, name, 'x'))).toBe('exchange.badName');
        expect(codeOf(await view.remove(name))).toBe('exchange.badName');
      },
    );

    it('EXC4: a desk leaves the files of others alone', async () => {
      const place = await shared();
      must(await publish(place.tokyo, deskName(tokyo.id), 'Tokyo'));
      expect(codeOf(await publish(place.lisbon, deskName(tokyo.id), 'x'))).toBe('exchange.notOurs');
      expect(codeOf(await place.lisbon.remove(deskName(tokyo.id)))).toBe('exchange.notOurs');
      expect(await textOf(place.lisbon, deskName(tokyo.id))).toBe('Tokyo');
    });

    it('EXC3: nothing is written where workspace.json is missing', async () => {
      const place = await make();
      expect(codeOf(await publish(place.lisbon, desk, 'x'))).toBe('exchange.folderEmpty');
      expect(await place.names()).toEqual([]);
    });
  });

  describe(`${title}: trouble`, () => {
    const troubles: [Trouble, Record<'list' | 'read' | 'publish' | 'remove', string>][] = [
      [
        'gone',
        { list: 'folderGone', read: 'folderGone', publish: 'folderGone', remove: 'folderGone' },
      ],
      ['empty', { list: 'ok', read: 'ok', publish: 'folderEmpty', remove: 'folderEmpty' }],
      ['readOnly', { list: 'ok', read: 'ok', publish: 'readOnly', remove: 'readOnly' }],
      ['full', { list: 'ok', read: 'ok', publish: 'full', remove: 'ok' }],
    ];

    it.each(troubles)(
      'EXC1: a folder that is %s is a problem, and nothing is lost',
      async (trouble, codes) => {
        const place = await shared();
        must(await publish(place.lisbon, desk, 'before'));
        must(await publish(place.lisbon, log(1), 'before'));
        const before = await place.names();
        await place.trouble(trouble);
        const { lisbon: view } = place;
        const found = {
          list: codeOf(await view.list()),
          read: codeOf(await view.read(desk)),
          publish: codeOf(await publish(view, desk, 'after')),
          remove: codeOf(await view.remove(log(1))),
        };
        expect(codeOf(await view.glance())).toBe(found.list);
        for (const [call, code] of Object.entries(codes))
          expect([call, found[call as keyof typeof found].replace('exchange.', '')]).toEqual([
            call,
            code,
          ]);
        await place.trouble(null);
        expect(await textOf(view, desk)).toBe('before');
        if (trouble !== 'full') expect(await place.names()).toEqual(before);
        must(await publish(view, desk, 'after'));
        expect(await textOf(place.tokyo, desk)).toBe('after');
      },
    );

    it('a folder that is full takes no new file, and keeps nothing of it', async () => {
      const place = await shared();
      must(await publish(place.lisbon, log(1), 'x'));
      const before = await place.names();
      await place.trouble('full');
      const refused = await publish(place.lisbon, log(2), 'y');
      expect(codeOf(refused)).toBe('exchange.full');
      expect(refused.ok ? '' : problemText(refused.problem)).toContain(
        `“${place.lisbon.place}” is full`,
      );
      await place.trouble(null);
      expect(await place.names()).toEqual(before);
    });
  });

  describe(`${title}: watching`, () => {
    it('the other desk is told, until it stops', async () => {
      const place = await shared();
      const told = vi.fn();
      const stop = place.tokyo.watch(told);
      must(await publish(place.lisbon, desk, 'news'));
      await vi.waitFor(() => expect(told).toHaveBeenCalled());
      stop();
      await new Promise((resolve) => setTimeout(resolve, 30));
      told.mockClear();
      must(await publish(place.lisbon, desk, 'more news'));
      await new Promise((resolve) => setTimeout(resolve, 60));
      expect(told).not.toHaveBeenCalled();
    });
  });
};
