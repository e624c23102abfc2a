import { inOrder, type CallDeed } from './call-deeds.ts';
import { CallItem } from './call-item.tsx';
import type { CallFile, RequestFile } from './records.ts';

interface Props {
  file: RequestFile;
  now: number;
  onDeed: (deed: CallDeed, of: CallFile) => void;
}

/** The calls of a request, the next one first (REQ4). */
export const CallsCard = ({ file, now, onDeed }: Props) => (
  <section className="card" aria-labelledby="request-calls">
    <h2 id="request-calls">Calls</h2>
    {file.calls.length === 0 ? (
      <p className="quiet">No call yet. Propose times to a candidate, and the call appears here.</p>
    ) : (
      <ul className="call-items">
        {inOrder(file.calls).map((of) => (
          <CallItem key={of.call.id} of={of} request={file.request} now={now} onDeed={onDeed} />
        ))}
      </ul>
    )}
  </section>
);
