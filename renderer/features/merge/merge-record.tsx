import { ChevronRight } from 'lucide-react';
import { useId, useState } from 'react';
import type { MergeItem } from '../../db/merging.ts';
import { shortCode } from '../../db/short-code.ts';
import type { TitleOf } from '../../state/record-titles.ts';
import { Badge } from '../../ui/badge.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { MergeComparison } from './merge-comparison.tsx';
import { itemTitle, kindNames, kindTones } from './merge-words.ts';
import type { LeavingOut } from './use-left-out.ts';

interface Props {
  item: MergeItem;
  titleOf: TitleOf;
  leaving: LeavingOut;
}

/** One record of the preview: taken or left out, and unfolded field by field. */
export const MergeRecord = ({ item, titleOf, leaving }: Props) => {
  const { table, id, kind } = item;
  const [open, setOpen] = useState(false);
  const panel = useId();
  const title = itemTitle(item, titleOf);
  const taken = leaving.isTaken(item);
  return (
    <li className="merge-record" data-left-out={!taken || undefined}>
      <Checkbox
        aria-label={`Merge ${title}`}
        isSelected={taken}
        onChange={() => leaving.toggleRecord(item)}
      />
      <button
        type="button"
        className="merge-record-head"
        aria-expanded={open}
        aria-controls={panel}
        onClick={() => setOpen(!open)}
      >
        <ChevronRight aria-hidden size={14} className="form-section-arrow" />
        <span className="merge-record-title">{title}</span>
        <span className="short-code">{shortCode(table, id)}</span>
        {!taken && <span className="quiet">left out</span>}
        <Badge tone={kindTones[kind]}>{kindNames[kind]}</Badge>
      </button>
      <div id={panel} className="merge-record-body" hidden={!open}>
        {open && <MergeComparison item={item} title={title} titleOf={titleOf} />}
      </div>
    </li>
  );
};
