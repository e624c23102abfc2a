import { useState } from 'react';
import { problemText, type Problem } from '#shared/problems/index.ts';
import { runLongWork } from '../../state/long-work.ts';
import { useSession } from '../../state/session.tsx';
import { useToasts } from '../../state/toasts.ts';
import { countOf } from '../../state/wording.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';

/** Sizes on offer, in records; the same seed makes the same desk every time. */
const sizes = [
  { name: 'Small', rows: 1_000 },
  { name: 'Large', rows: 100_000 },
] as const;
const seed = 1;

const useSample = () => {
  const { work } = useSession();
  const [problem, setProblem] = useState<Problem | null>(null);
  const make = async (rows: number) => {
    setProblem(null);
    const result = await runLongWork('Making a sample desk', (options) =>
      work.makeSample({ rows, seed }, options),
    );
    if (!result.ok) return setProblem(result.problem);
    const text = `The sample desk is ready: ${countOf(result.value.rows, 'made-up record')}.`;
    useToasts.getState().show({ tone: 'success', text });
  };
  return { make, problem };
};

/** Fills the empty desk with made-up records, to look around. */
export const SampleChoice = () => {
  const { make, problem } = useSample();
  return (
    <>
      <div className="actions">
        {sizes.map(({ name, rows }) => (
          <Button key={name} onPress={() => void make(rows)}>
            {name}: {countOf(rows, 'record')}
          </Button>
        ))}
      </div>
      {problem !== null && <Banner tone="danger">{problemText(problem)}</Banner>}
    </>
  );
};
