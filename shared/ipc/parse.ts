import { z } from 'zod';
import { isProblemCode, type Problem } from '../problems/index.ts';
import { fail, ok, type Result } from '../result.ts';
import {
  channels,
  isChannelName,
  type ArgsOf,
  type ChannelName,
  type ResultOf,
} from './channels.ts';

const reasonOf = (error: z.ZodError): string => {
  const issue = error.issues[0];
  return issue === undefined ? 'unknown' : `${issue.path.join('.') || 'message'}: ${issue.message}`;
};

/** Parses a channel's name and arguments as they came from a window. */
export const parseCall = (
  name: unknown,
  args: unknown,
): Result<{ channel: ChannelName; args: ArgsOf<ChannelName> }> => {
  if (!isChannelName(name))
    return fail('desk.unknownChannel', { channel: String(name).slice(0, 60) });
  const parsed = channels[name].args.safeParse(args);
  if (!parsed.success)
    return fail('desk.badMessage', { channel: name, reason: reasonOf(parsed.error) });
  return ok({ channel: name, args: parsed.data as ArgsOf<ChannelName> });
};

const envelope = z.union([
  z.strictObject({ ok: z.literal(true), value: z.unknown() }),
  z.strictObject({
    ok: z.literal(false),
    problem: z.strictObject({
      code: z.string(),
      data: z.record(z.string(), z.union([z.string(), z.number()])),
    }),
  }),
]);

/** Parses what the main process answered on a channel. */
export const parseAnswer = <C extends ChannelName>(
  channel: C,
  answer: unknown,
): Result<ResultOf<C>> => {
  const parsed = envelope.safeParse(answer);
  if (!parsed.success) return fail('desk.badMessage', { channel, reason: reasonOf(parsed.error) });
  if (!parsed.data.ok) {
    const { code, data } = parsed.data.problem;
    return isProblemCode(code)
      ? { ok: false, problem: { code, data } satisfies Problem }
      : fail('desk.badMessage', { channel, reason: code });
  }
  const value = channels[channel].result.safeParse(parsed.data.value);
  return value.success
    ? ok(value.data as ResultOf<C>)
    : fail('desk.badMessage', { channel, reason: reasonOf(value.error) });
};
