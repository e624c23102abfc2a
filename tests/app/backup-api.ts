import type { ArgsOf, ChannelName, ResultOf } from '#shared/ipc/channels.ts';
import type { Backup, BackupStatus } from '#shared/ipc/messages.ts';
import { parseAnswer, parseCall } from '#shared/ipc/parse.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { changedId } from '#shared/sync/apply-change.ts';
import { AppApi } from './app-api.ts';

type Servers = { [C in ChannelName]?: (args: ArgsOf<C>) => Promise<Result<ResultOf<C>>> };

/** A backup as this stand-in keeps it: what is said of it, and the finished snapshot that it is. */
interface Kept {
  backup: Backup;
  ticket: string;
  /** What opens it; null where it is not encrypted. */
  passphrase: string | null;
}

const encoder = new TextEncoder();

/**
 * The main process in memory with backups, history and moments: backups are the snapshots that the window
 * has written, history is what it has journaled, and every moment is as the backup named `moment` is.
 */
export class BackupApi extends AppApi {
  /** Newest first. */
  kept: Kept[] = [];
  failing: BackupStatus['failing'] = null;
  dueAt: string | null = null;
  protection: BackupStatus['protection'] = { encrypted: false, unlocked: true, kept: false };
  /** The passphrase of backups, while they are encrypted. */
  secret: string | null = null;
  /** What the calls of a channel were given, in order. */
  readonly asked: { channel: ChannelName; args: unknown }[] = [];
  /** Answers in place of this stand-in’s own. */
  readonly answers: Servers = {};
  range: ResultOf<'journal.range'> = { from: null, to: null };
  /** Tickets that were given out and not released. */
  readonly open = new Set<string>();
  readonly #writing = new Map<string, Pick<Backup, 'name' | 'reason' | 'seq'>>();
  readonly #chosen = new Map<string, Kept>();

  override async call<C extends ChannelName>(
    channel: C,
    args: ArgsOf<C>,
  ): Promise<Result<ResultOf<C>>> {
    this.asked.push({ channel, args });
    const serve = this.answers[channel] ?? this.#own[channel];
    if (serve === undefined) return super.call(channel, args);
    const parsed = parseCall(channel, args);
    if (!parsed.ok) return parsed;
    this.calls.push(channel);
    const answer = await serve(parsed.value.args as ArgsOf<C>);
    return parseAnswer(channel, answer);
  }

  /** Says of the backup at a place, newest first, what is given. */
  change(at: number, part: Partial<Backup>) {
    const found = this.kept[at]!;
    found.backup = { ...found.backup, ...part };
    this.emit({ kind: 'backups' });
  }

  argsOf<C extends ChannelName>(channel: C): ArgsOf<C>[] {
    return this.asked
      .filter((call) => call.channel === channel)
      .map(({ args }) => args as ArgsOf<C>);
  }

  #status(): BackupStatus {
    return {
      folder: '/home/ana/Expert Desk/backups',
      backups: this.kept.map(({ backup }) => backup),
      failing: this.failing,
      dueAt: this.dueAt,
      protection: this.protection,
    };
  }

  async #begin(args: ArgsOf<'backups.begin'>): Promise<Result<{ name: string }>> {
    const { reason, seq, job } = args;
    const begun = await super.call('backups.begin', args);
    if (!begun.ok) return begun;
    const name = `${String(this.kept.length + 1).padStart(3, '0')}-${reason}.edesk`;
    this.#writing.set(job, { name, reason, seq });
    return ok({ name });
  }

  async #finish({ job }: ArgsOf<'snapshot.exportFinish'>) {
    const finished = await super.call('snapshot.exportFinish', { job });
    const begun = this.#writing.get(job);
    if (!finished.ok || begun === undefined) return finished;
    const now = new Date().toISOString();
    const { rows } = finished.value;
    const size = 27_400;
    const backup = {
      ...begun,
      createdAt: now,
      size,
      rows,
      encrypted: false,
      provenAt: now,
      problem: null,
    };
    this.kept.unshift({ backup, ticket: this.lastTicket, passphrase: null });
    this.failing = null;
    this.emit({ kind: 'backups' });
    return ok({ ...finished.value, name: begun.name });
  }

  #protect({ passphrase }: ArgsOf<'backups.protect'>): Result<Record<string, never>> {
    this.secret = passphrase;
    this.protection = { encrypted: passphrase !== null, unlocked: true, kept: false };
    this.emit({ kind: 'backups' });
    return ok({});
  }

  #unlock({ passphrase }: ArgsOf<'backups.unlock'>): Result<Record<string, never>> {
    if (passphrase !== this.secret) return fail('age.wrongPassphrase', { file: 'the backups' });
    this.protection = { ...this.protection, unlocked: true };
    this.emit({ kind: 'backups' });
    return ok({});
  }

  #find(name: string): Kept | undefined {
    return this.kept.find(({ backup }) => backup.name === name);
  }

  /** Gives out a ticket for a backup, as for a chosen file. */
  choose(name: string): Result<ResultOf<'backups.choose'>> {
    const found = this.#find(name);
    if (found === undefined) return fail('backups.noSuchBackup', { name });
    const ticket = crypto.randomUUID();
    this.open.add(ticket);
    this.#chosen.set(ticket, found);
    return ok({ ticket, name, size: found.backup.size });
  }

  async #openSnapshot(args: ArgsOf<'snapshot.open'>) {
    const found = this.#chosen.get(args.ticket);
    if (found === undefined) return super.call('snapshot.open', args);
    const { name } = found.backup;
    const { passphrase = null } = args;
    if (found.passphrase !== null && passphrase === null)
      return fail('age.passphraseNeeded', { file: name });
    if (found.passphrase !== passphrase) return fail('age.wrongPassphrase', { file: name });
    // What this stand-in keeps of a snapshot is reached past the tickets of uploaded files.
    this.snapshots.set('', found.ticket);
    return super.call('snapshot.open', { job: args.job, ticket: args.ticket });
  }

  async #verify({ name }: ArgsOf<'backups.verify'>) {
    const found = this.#find(name);
    if (found === undefined) return fail('backups.noSuchBackup', { name });
    if (found.backup.problem === null)
      found.backup = { ...found.backup, provenAt: new Date().toISOString() };
    this.emit({ kind: 'backups' });
    return ok(found.backup);
  }

  async #history({ table, id, before, limit }: ArgsOf<'journal.history'>) {
    const items = this.journal
      .toReversed()
      .filter(({ seq }) => before === null || seq < before)
      .flatMap(({ seq, stamp, action, base, changes }) => {
        const moment = { seq, at: new Date().toISOString(), stamp, action };
        const own = changes
          .filter((change) => change.table === table && changedId(change) === id)
          .map((change) => ({ ...moment, change }));
        return base === undefined ? own : [...own, { ...moment, base: true }];
      });
    const lines = items.slice(0, limit).map((item) => JSON.stringify(item) + '\n');
    return ok({ bytes: encoder.encode(lines.join('')), more: items.length > limit });
  }

  readonly #own: Servers = {
    'backups.status': async () => ok(this.#status()),
    'backups.begin': (args) => this.#begin(args),
    'snapshot.exportFinish': (args) => this.#finish(args),
    'backups.choose': async ({ name }) => this.choose(name),
    'snapshot.open': (args) => this.#openSnapshot(args),
    'files.release': async ({ ticket }) => {
      this.open.delete(ticket);
      return ok({});
    },
    'backups.verify': (args) => this.#verify(args),
    'backups.reveal': async () => ok({}),
    'backups.protect': async (args) => this.#protect(args),
    'backups.unlock': async (args) => this.#unlock(args),
    'backups.copy': async ({ name }) => ok({ name: `copy of ${name}` }),
    'journal.history': (args) => this.#history(args),
    'journal.range': async () => ok(this.range),
    'rebuild.purge': async () => ok({ entries: 0, segments: 0, backups: [], left: [] }),
  };
}
