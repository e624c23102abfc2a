/** Wraps an object so that using anything that it has not is an error, not `undefined`. */
export const strict = <T extends object>(name: string, object: T): T =>
  new Proxy(object, {
    get(target, key, receiver): unknown {
      if (typeof key === 'string' && key !== 'then' && !(key in target))
        throw new Error(`The double of electron has no ${name}.${key}.`);
      const value: unknown = Reflect.get(target, key, receiver);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
    set(_target, key) {
      throw new Error(`The double of electron does not let ${name}.${String(key)} be set.`);
    },
  });

/** Fails the test run in plain words where the desk uses Electron in a way that would be wrong. */
export const insist = (condition: boolean, sentence: string): void => {
  if (!condition) throw new Error(`electron double: ${sentence}`);
};

/** Checks that an object holds these keys at most. */
export const insistKeys = (name: string, object: object, known: readonly string[]): void => {
  for (const key of Object.keys(object))
    insist(known.includes(key), `${name} does not know the option “${key}”`);
};
