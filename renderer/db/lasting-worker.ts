interface Options {
  /** What it is called where it is told that it failed. */
  name: string;
  start: () => Worker;
  /** What a worker is told first. */
  greeting: unknown;
  onMessage: (data: unknown) => void;
  /** Nothing that was asked before will be answered. */
  onFailed: (reason: Error) => void;
}

/** A worker that is started when it is first needed, and anew after it failed. */
export class LastingWorker {
  readonly #options: Options;
  #worker: Worker | null = null;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Starts it where there is none. */
  ask(message: unknown): void {
    this.#worker ??= this.#start();
    this.#worker.postMessage(message);
  }

  /** Says what only one that is there has to know. */
  tell(message: unknown): void {
    this.#worker?.postMessage(message);
  }

  stop(): void {
    this.#worker?.terminate();
    this.#worker = null;
  }

  #start(): Worker {
    const { name, start, greeting, onMessage, onFailed } = this.#options;
    const worker = start();
    worker.onmessage = ({ data }: MessageEvent<unknown>) => onMessage(data);
    worker.onerror = ({ message }) => {
      if (this.#worker !== worker) return;
      this.stop();
      onFailed(new Error(`The ${name} worker failed: ${message || 'it could not be started'}.`));
    };
    worker.postMessage(greeting);
    return worker;
  }
}
