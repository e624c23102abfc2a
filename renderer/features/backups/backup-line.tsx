import {
  ChevronRight,
  CircleAlert,
  CircleCheck,
  CircleDashed,
  Copy,
  Ellipsis,
  FolderOpen,
  RotateCcw,
  ShieldCheck,
} from 'lucide-react';
import { useId, useState } from 'react';
import type { Backup } from '#shared/ipc/messages.ts';
import { totalOf } from '../../state/row-counts.ts';
import { countOf, sizeText } from '../../state/wording.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { Figures } from '../../ui/figures.tsx';
import { Menu, type MenuAction } from '../../ui/menu.tsx';
import { capitalized, dayMoment, distanceInWords, exactMoment } from '../../ui/moment-words.ts';
import { backupName, proofOf, reasonTexts } from './backup-words.ts';
import { rowLines, totalLine } from './table-rows.ts';
import type { BackupActions } from './use-backup-actions.ts';

interface Props {
  backup: Backup;
  now: number;
  actions: BackupActions;
  onRestore: () => void;
}

const proofIcons = { good: CircleCheck, open: CircleDashed, bad: CircleAlert } as const;

const ProofNote = ({ backup, now }: { backup: Backup; now: number }) => {
  const { tone, text } = proofOf(backup, now);
  const Icon = proofIcons[tone];
  const title = backup.provenAt === null ? undefined : exactMoment(Date.parse(backup.provenAt));
  return (
    <p className="backup-proof" data-tone={tone} title={title}>
      <Icon aria-hidden size={14} />
      <span>{text}</span>
    </p>
  );
};

const menuOf = (backup: Backup, actions: BackupActions): MenuAction[] => [
  {
    id: 'verify',
    label: 'Verify',
    icon: <ShieldCheck aria-hidden size={15} />,
    run: () => actions.verify(backup),
  },
  {
    id: 'reveal',
    label: 'Show in folder',
    icon: <FolderOpen aria-hidden size={15} />,
    run: () => actions.reveal(backup.name),
  },
  {
    id: 'copy',
    label: 'Export copy…',
    icon: <Copy aria-hidden size={15} />,
    run: () => actions.copy(backup),
  },
];

const LineActions = ({ backup, now, actions, onRestore }: Props) => {
  const name = backupName(backup, now);
  return (
    <div className="backup-actions">
      <Button size="small" aria-label={`Restore ${name}…`} onPress={onRestore}>
        <RotateCcw aria-hidden size={14} />
        Restore…
      </Button>
      <Menu label={`Actions for ${name}`} actions={menuOf(backup, actions)}>
        <IconButton label={`More for ${name}`} size="small" placement="left">
          <Ellipsis aria-hidden size={16} />
        </IconButton>
      </Menu>
    </div>
  );
};

/** When and why. */
const LineHead = ({ backup, now }: { backup: Backup; now: number }) => {
  const at = Date.parse(backup.createdAt);
  return (
    <div className="backup-when">
      <h3 title={exactMoment(at)}>{capitalized(dayMoment(at, now))}</h3>
      <p className="quiet">{distanceInWords(at, now)}</p>
    </div>
  );
};

interface Fold {
  panel: string;
  open: boolean;
  onToggle: () => void;
}

const RowsButton = ({ backup, panel, open, onToggle }: { backup: Backup } & Fold) => (
  <div className="backup-size">
    <button
      type="button"
      className="backup-rows-button"
      aria-expanded={open}
      aria-controls={panel}
      onClick={onToggle}
    >
      <ChevronRight aria-hidden size={14} className="form-section-arrow" />
      {countOf(totalOf(backup.rows), 'row')}
    </button>
    <p className="quiet">{sizeText(backup.size)}</p>
  </div>
);

/** One backup: when, why, whether it is proven, how much is in it, and what can be done with it. */
export const BackupLine = (props: Props) => {
  const { backup, now } = props;
  const [open, setOpen] = useState(false);
  const panel = useId();
  return (
    <li className="backup-line" data-name={backup.name}>
      <LineHead backup={backup} now={now} />
      <div className="backup-what">
        <p className="backup-reason">
          {reasonTexts[backup.reason]}
          {backup.encrypted && <Badge tone="accent">Encrypted</Badge>}
        </p>
        <ProofNote backup={backup} now={now} />
      </div>
      <RowsButton backup={backup} panel={panel} open={open} onToggle={() => setOpen(!open)} />
      <LineActions {...props} />
      <div id={panel} className="backup-rows" hidden={!open}>
        {open && (
          <Figures
            caption={`Rows in ${backupName(backup, now)}`}
            head="Table"
            columns={['Rows']}
            lines={rowLines([backup.rows])}
            total={totalLine([backup.rows])}
          />
        )}
      </div>
    </li>
  );
};
