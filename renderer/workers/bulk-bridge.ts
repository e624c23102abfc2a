import type { ArgsOf, ChannelName, ResultOf } from '#shared/ipc/channels.ts';
import { fail, type Result } from '#shared/result.ts';
import type { Progress } from '../db/desk.ts';
import type { Answer, FromWorker, ToWorker } from './bulk-messages.ts';

/** The worker's way to the main process, and to whoever waits for the work. */
export interface Bridge {
  call<C extends ChannelName>(channel: C, args: ArgsOf<C>): Promise<Result<ResultOf<C>>>;
  progress(progress: Progress): void;
  /** True from the moment the user asked to stop. */
  readonly cancelled: boolean;
}

/** Stops work from inside: carries the problem that the work ends with. Never leaves the worker. */
export class Stop extends Error {
  readonly result: ReturnType<typeof fail>;

  constructor(result: ReturnType<typeof fail>) {
    super(result.problem.code);
    this.result = result;
  }
}

/** What a call gave, or the end of the work. */
export const need = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Stop(result);
  return result.value;
};

/** Ends the work if the user asked to stop. */
export const heedCancel = (bridge: Bridge): void => {
  if (bridge.cancelled) throw new Stop(fail('file.cancelled'));
};

type Post = (message: FromWorker, transfer: Transferable[]) => void;
type CallMain = Bridge['call'];

/** Calls through the window, which alone reaches Electron's main process; bytes are handed over, not copied. */
class CallsThroughWindow {
  readonly #post: Post;
  readonly #waiting = new Map<number, (result: Result<unknown>) => void>();
  #calls = 0;

  constructor(post: Post) {
    this.#post = post;
  }

  readonly call: CallMain = <C extends ChannelName>(channel: C, args: ArgsOf<C>) => {
    const id = ++this.#calls;
    const transfer = 'bytes' in args ? [args.bytes.buffer] : [];
    return new Promise<Result<ResultOf<C>>>((resolve) => {
      // The window has parsed the answer against the channel table before it passes it on.
      this.#waiting.set(id, (result) => resolve(result as Result<ResultOf<C>>));
      this.#post({ kind: 'call', id, channel, args }, transfer);
    });
  };

  take({ id, result }: Answer): void {
    this.#waiting.get(id)?.(result);
    this.#waiting.delete(id);
  }
}

export class WorkerBridge implements Bridge {
  cancelled = false;
  readonly call: CallMain;
  readonly #post: Post;
  readonly #window: CallsThroughWindow;

  /** `direct` calls the main process from the worker itself, where it can be reached from there. */
  constructor(post: Post, direct: CallMain | null) {
    this.#post = post;
    this.#window = new CallsThroughWindow(post);
    this.call = direct ?? this.#window.call;
  }

  progress(progress: Progress): void {
    this.#post({ kind: 'progress', progress }, []);
  }

  /** Takes in what the window says after the start. */
  hear(message: ToWorker): void {
    if (message.kind === 'cancel') this.cancelled = true;
    if (message.kind === 'answer') this.#window.take(message);
  }
}
