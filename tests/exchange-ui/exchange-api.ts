import type { ExchangeDesk, ExchangeStatus, Looked } from '#shared/ipc/exchange-channels.ts';
import { fail, ok } from '#shared/result.ts';
import { BackupApi } from '#tests/app/backup-api.ts';
import { noExchange } from '#tests/support/memory-api.ts';

/** The window over a main process whose shared folder is what a test says. */
export class ExchangeApi extends BackupApi {
  #status: ExchangeStatus = noExchange;
  looked: Looked = foundNew;
  /** What opens the folder; null where it is not encrypted. */
  folderSecret: string | null = null;

  constructor() {
    super();
    this.answers['exchange.status'] = async () => ok(this.#status);
    this.answers['exchange.look'] = async ({ passphrase }) => this.#look(passphrase);
    this.answers['exchange.join'] = async () => {
      this.set(taking());
      return ok({});
    };
    this.answers['exchange.leave'] = async () => this.set(noExchange);
    this.answers['exchange.allow'] = async () => this.set(taking());
    this.answers['exchange.pause'] = async ({ paused }) => this.set({ ...this.#status, paused });
    this.answers['exchange.unlock'] = async ({ passphrase }) =>
      passphrase === this.folderSecret
        ? this.set({ ...this.#status, locked: false })
        : fail('exchange.wrongPassphrase', { folder: place });
  }

  /** Changes how the folder stands, and tells the window of it. */
  set(status: ExchangeStatus) {
    this.#status = status;
    this.emit({ kind: 'exchange' });
    return ok({});
  }

  #look(passphrase: string | null) {
    if (this.folderSecret === passphrase) return ok(this.looked);
    return passphrase === null
      ? fail('exchange.passphraseNeeded', { folder: place })
      : fail('exchange.wrongPassphrase', { folder: place });
  }
}

export const place = '/home/ana/Dropbox/Our desk';
export const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

export const foundNew: Looked = {
  place,
  kind: 'new',
  isSame: false,
  encrypted: false,
  desks: [],
};

export const foundWorking = (isSame: boolean): Looked => ({
  ...foundNew,
  kind: 'workspace',
  isSame,
  desks: [
    { name: 'Ben’s laptop', writtenAt: ago(12) },
    { name: 'Office, reception', writtenAt: ago(60 * 30) },
  ],
});

const deskOf = (number: number, rest: Partial<ExchangeDesk>): ExchangeDesk => ({
  id: `01890000-0000-7000-8000-00000000${1000 + number}`,
  name: `Desk ${number}`,
  number: 4000 + number,
  isOwn: false,
  writtenAt: ago(number * 7),
  state: 'upToDate',
  waiting: 0,
  problem: null,
  ...rest,
});

const eventAt = (minutes: number, rest: Partial<ExchangeStatus['history'][number]>) => ({
  at: ago(minutes),
  what: 'received' as const,
  desk: 'Ben’s laptop',
  entries: 12,
  problem: null,
  ...rest,
});

/** A desk that takes part with another one; `rest` says what is otherwise. */
export const taking = (rest: Partial<ExchangeStatus> = {}): ExchangeStatus => ({
  ...noExchange,
  place,
  checkedAt: ago(0),
  desks: [
    deskOf(1, { name: 'Desk of the tests', isOwn: true }),
    deskOf(2, { name: 'Ben’s laptop' }),
  ],
  history: [
    eventAt(2, { entries: 1 }),
    eventAt(9, { what: 'sent', desk: 'Desk of the tests', entries: 1204 }),
    eventAt(60, { what: 'joined', desk: 'Desk of the tests', entries: 0 }),
  ],
  ...rest,
});

export const massChange = {
  code: 'exchange.massChange' as const,
  data: { count: 1890, total: 4200, name: 'Ben’s laptop' },
};

/** Every state that a desk can be in, with some of what went wrong. */
export const manyDesks = (): ExchangeStatus =>
  taking({
    encrypted: true,
    desks: [
      deskOf(1, { name: 'Desk of the tests', isOwn: true }),
      deskOf(2, { name: 'Ben’s laptop', state: 'held', waiting: 3, problem: massChange }),
      deskOf(3, { name: 'Office, reception', state: 'behind', waiting: 12 }),
      deskOf(4, {
        name: 'Chiara',
        state: 'waiting',
        waiting: 2,
        problem: { code: 'exchange.gap', data: { file: '00000004.jsonl.gz', name: 'Chiara' } },
      }),
      deskOf(5, { name: 'Dmitri at home', writtenAt: ago(60 * 24 * 9) }),
      deskOf(6, { name: 'Old office', state: 'left', writtenAt: ago(60 * 24 * 200) }),
    ],
    history: [
      eventAt(1, { what: 'problem', entries: 0, problem: massChange }),
      eventAt(3, {}),
      eventAt(8, { what: 'sent', desk: 'Desk of the tests', entries: 3 }),
      eventAt(50, { what: 'checkpoint', entries: 0 }),
      eventAt(70, { what: 'checkpoint', desk: 'Desk of the tests', entries: 0 }),
      eventAt(60 * 26, { what: 'left', desk: 'Old office', entries: 0 }),
      ...Array.from({ length: 30 }, (_, at) => eventAt(60 * (30 + at), { entries: at + 1 })),
    ],
  });
