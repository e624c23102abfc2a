import { useState } from 'react';
import { z } from 'zod';
import { recall, remember } from '../../state/remembered.ts';
import { periodKinds, type Period } from './figures/days.ts';
import type { Scope } from './figures/figure.ts';

/** What somebody wants to see figures of; kept for the next start. */
export interface Choices {
  period: Period;
  scope: Scope;
}

export const plainScope: Scope = { recruiter: null, team: '', client: null };

const plain: Choices = { period: { kind: 'days90', from: '', to: '' }, scope: plainScope };

const user = z.number().int().positive().nullable();
const choicesSchema = z.object({
  period: z.object({ kind: z.enum(periodKinds), from: z.string(), to: z.string() }),
  scope: z.object({ recruiter: user, team: z.string().max(1000), client: user }),
});

/** Choices from text of unknown origin; damaged ones are those of the first start. */
export const parseChoices = (text: string | null): Choices => {
  try {
    const parsed = choicesSchema.safeParse(JSON.parse(text ?? 'null'));
    return parsed.success ? parsed.data : plain;
  } catch {
    return plain;
  }
};

const name = 'dashboard';

export const useChoices = () => {
  const [choices, setChoices] = useState(() => parseChoices(recall(name)));
  const change = (part: Partial<Choices>) => {
    const next = { ...choices, ...part };
    remember(name, JSON.stringify(next));
    setChoices(next);
  };
  return { ...choices, change };
};
