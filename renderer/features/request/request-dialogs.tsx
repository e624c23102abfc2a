import { useLoaded } from '../../state/desk-context.tsx';
import type { CallDeed } from './call-deeds.ts';
import { BookDialog } from './dialogs/book-dialog.tsx';
import { CancelDialog } from './dialogs/cancel-dialog.tsx';
import { CloseDialog } from './dialogs/close-dialog.tsx';
import { CompleteDialog } from './dialogs/complete-dialog.tsx';
import { IncompleteDialog } from './dialogs/incomplete-dialog.tsx';
import { ProposeDialog } from './dialogs/propose-dialog.tsx';
import { ReceiptDialog } from './dialogs/receipt-dialog.tsx';
import { RescheduleDialog } from './dialogs/reschedule-dialog.tsx';
import { ReviewDialog } from './dialogs/review-dialog.tsx';
import type { CandidateDeed } from './candidates-card.tsx';
import { userOf } from './load-request.ts';
import type { CallFile, CandidateFile, RequestFile, Subject } from './records.ts';

/** What is being asked about, by number, so that the dialog sees what the desk then has. */
export type Asked =
  | { about: 'request' }
  | { about: 'candidate'; deed: CandidateDeed; id: number }
  | { about: 'call'; deed: CallDeed; id: number };

interface Props {
  file: RequestFile;
  asked: Asked;
  onClose: () => void;
}

/** A call with a candidate that is yet to be begun; waits until the user behind the profile is known. */
const NewCall = ({
  file,
  deed,
  of,
  onClose,
}: {
  file: RequestFile;
  deed: CandidateDeed;
  of: CandidateFile;
  onClose: () => void;
}) => {
  const profile = of.profile?.id ?? null;
  const user = useLoaded(`${profile}`, ['users'], async (desk) =>
    profile === null ? null : userOf(desk, profile),
  );
  if (user === undefined) return null;
  const props = { file, subject: { ...of, user }, call: null, onClose };
  return deed === 'book' ? (
    <BookDialog {...props} conference={null} />
  ) : (
    <ProposeDialog {...props} />
  );
};

const subjectOf = ({ candidate, expert, profile, name }: CallFile): Subject => ({
  candidate: candidate?.candidate ?? null,
  profile: profile ?? candidate?.profile ?? null,
  user: expert,
  name,
});

interface CallProps {
  file: RequestFile;
  deed: CallDeed;
  of: CallFile;
  onClose: () => void;
}

const CallDialog = ({ deed, ...props }: CallProps) => {
  const { file, of, onClose } = props;
  const agree = { file, subject: subjectOf(of), call: of.call, onClose };
  switch (deed) {
    case 'propose':
      return <ProposeDialog {...agree} />;
    case 'again':
      return <ProposeDialog {...agree} call={null} />;
    case 'book':
      return <BookDialog {...agree} conference={of.conference} />;
    case 'reschedule':
      return <RescheduleDialog {...props} />;
    case 'cancel':
      return <CancelDialog {...props} />;
    case 'incomplete':
      return <IncompleteDialog {...props} />;
    case 'complete':
      return <CompleteDialog {...props} />;
    case 'review':
      return <ReviewDialog {...props} />;
    case 'receipt':
      return <ReceiptDialog {...props} />;
    default:
      return null;
  }
};

/** The dialog of what is being asked; nothing where its record is gone meanwhile. */
export const RequestDialogs = ({ file, asked, onClose }: Props) => {
  if (asked.about === 'request') return <CloseDialog file={file} onClose={onClose} />;
  if (asked.about === 'candidate') {
    const of = file.candidates.find(({ candidate }) => candidate.id === asked.id);
    return of === undefined ? null : (
      <NewCall file={file} deed={asked.deed} of={of} onClose={onClose} />
    );
  }
  const of = file.calls.find(({ call }) => call.id === asked.id);
  return of === undefined ? null : (
    <CallDialog file={file} deed={asked.deed} of={of} onClose={onClose} />
  );
};
