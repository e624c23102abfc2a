import type { Progress } from '../db/desk.ts';
import { countText } from '../state/wording.ts';
import { Progress as ProgressBar } from '../ui/progress.tsx';
import { Logo } from './logo.tsx';

/** A whole page while the desk is not there yet: shown only when opening takes long. */
export const Opening = ({ progress: { phase, done, total } }: { progress: Progress }) => (
  <main className="whole-page">
    <title>Opening – Expert Desk</title>
    <div className="whole-page-card">
      <Logo size={40} />
      <h1>Bringing your desk back</h1>
      <p>
        The data of this desk in the browser was lost, damaged or older than its journal. It is made
        anew from the newest backup and the journal. Nothing is needed from you.
      </p>
      <ProgressBar
        label={phase}
        value={total === null || total === 0 ? null : done / total}
        detail={total === null ? '' : `${countText(done)} of ${countText(total)}`}
      />
    </div>
  </main>
);
