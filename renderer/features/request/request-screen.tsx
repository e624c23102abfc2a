import { FileQuestion } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { useLoaded } from '../../state/desk-context.tsx';
import { pathTo } from '../../state/routes.ts';
import { Banner } from '../../ui/banner.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useNow } from '../../ui/use-now.ts';
import { BriefCard } from './brief-card.tsx';
import type { CallDeed } from './call-deeds.ts';
import { CallsCard } from './calls-card.tsx';
import { CandidatesCard } from './candidates-card.tsx';
import { loadRequest, requestTables } from './load-request.ts';
import type { CallFile, RequestFile } from './records.ts';
import { RequestDialogs, type Asked } from './request-dialogs.tsx';
import { RequestHead } from './request-head.tsx';
import { stepOf } from './steps.ts';
import { useDeed } from './use-deed.ts';
import './request.css';

const Missing = () => (
  <div className="page">
    <header className="page-head">
      <h1 tabIndex={-1}>Request</h1>
    </header>
    <EmptyState
      icon={<FileQuestion aria-hidden size={28} strokeWidth={1.5} />}
      title="There is no such request"
      text="It may have been erased, or belong to another desk."
    >
      <Link
        className="button button-secondary button-medium"
        href={pathTo.table('expert_requests')}
      >
        All requests
      </Link>
    </EmptyState>
  </div>
);

const Notes = ({ file }: { file: RequestFile }) => (
  <>
    {file.request.deleted === true && (
      <Banner tone="warning">This request is in the trash. Restore it on its record.</Banner>
    )}
    {file.more && (
      <Banner>
        Not all candidates or calls are shown here; the board and the tables have all.
      </Banner>
    )}
  </>
);

const Loaded = ({ file }: { file: RequestFile }) => {
  const now = useNow();
  const [asked, setAsked] = useState<Asked | null>(null);
  const run = useDeed();
  const onCall = (deed: CallDeed, of: CallFile) => {
    const step = stepOf(deed, of, Date.now());
    if (step === null) setAsked({ about: 'call', deed, id: of.call.id });
    else void run(step.operations, step.action, step.told);
  };
  return (
    <div className="page request-page">
      <RequestHead
        file={file}
        now={now}
        onClose={() => setAsked({ about: 'request' })}
        onStep={(step) => {
          if (step.kind === 'call') onCall(step.deed, step.file);
          else setAsked({ about: 'candidate', deed: 'propose', id: step.file.candidate.id });
        }}
      />
      <Notes file={file} />
      <div className="request-columns">
        <BriefCard file={file} />
        <div className="request-work">
          <CallsCard file={file} now={now} onDeed={onCall} />
          <CandidatesCard
            file={file}
            onDeed={(deed, { candidate }) =>
              setAsked({ about: 'candidate', deed, id: candidate.id })
            }
          />
        </div>
      </div>
      {asked !== null && (
        <RequestDialogs file={file} asked={asked} onClose={() => setAsked(null)} />
      )}
    </div>
  );
};

/** A request from brief to receipt: what there is, and the next thing to do. */
export const RequestScreen = ({ id }: { id: number }) => {
  const file = useLoaded(`${id}`, requestTables, (desk) => loadRequest(desk, id));
  if (file === null) return <Missing />;
  if (file !== undefined) return <Loaded file={file} />;
  return (
    <div className="page">
      <header className="page-head">
        <h1 tabIndex={-1}>Request</h1>
      </header>
      <Skeleton lines={8} />
    </div>
  );
};
