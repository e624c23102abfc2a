import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { problemText, type Problem } from '#shared/problems/index.ts';
import { runLongWork } from '../../state/long-work.ts';
import { pathTo } from '../../state/routes.ts';
import { totalOf } from '../../state/row-counts.ts';
import { useSession } from '../../state/session.tsx';
import { useToasts } from '../../state/toasts.ts';
import { useRowCounts } from '../../state/use-row-counts.ts';
import { countOf } from '../../state/wording.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';

/** What has to be typed before everything goes. */
const word = 'start over';

const useWipe = (onDone: () => void) => {
  const { work } = useSession();
  const [, go] = useLocation();
  const [problem, setProblem] = useState<Problem | null>(null);
  const wipe = async () => {
    const result = await runLongWork('Starting over', (options) => work.wipe(options));
    if (!result.ok) return setProblem(result.problem);
    onDone();
    useToasts.getState().show({ tone: 'success', text: 'The desk is empty again.' });
    go(pathTo.start);
  };
  return { wipe, problem };
};

const Confirmation = ({ onClose }: { onClose: () => void }) => {
  const counts = useRowCounts();
  const [typed, setTyped] = useState('');
  const { wipe, problem } = useWipe(onClose);
  const ready = typed.trim().toLowerCase() === word;
  return (
    <>
      <p>
        {counts === undefined ? 'All records' : `All ${countOf(totalOf(counts), 'record')}`} of this
        desk go, in every table and in the trash. Undo does not bring them back; only a snapshot
        does.
      </p>
      <TextField label={`Type “${word}” to go on`} value={typed} onChange={setTyped} autoFocus />
      {problem !== null && <Banner tone="danger">{problemText(problem)}</Banner>}
      <div className="dialog-actions">
        <Button onPress={onClose}>Keep everything</Button>
        <Button variant="danger" isDisabled={!ready} onPress={() => void wipe()}>
          Empty this desk
        </Button>
      </div>
    </>
  );
};

/** Empties the desk, after two confirmations of which one is typed. */
export const StartOver = () => {
  const [asking, setAsking] = useState(false);
  return (
    <section className="card" aria-labelledby="start-over-heading">
      <h2 id="start-over-heading">Start over</h2>
      <p>
        Empties this desk for good. <Link href={pathTo.transfer('export')}>Export a snapshot</Link>{' '}
        first, and you can come back to it.
      </p>
      <Button variant="danger" onPress={() => setAsking(true)}>
        Start over…
      </Button>
      <Dialog title="Empty this desk?" isOpen={asking} onOpenChange={setAsking}>
        <Confirmation onClose={() => setAsking(false)} />
      </Dialog>
    </section>
  );
};
