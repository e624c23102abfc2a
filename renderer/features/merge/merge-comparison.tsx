import { TriangleAlert } from 'lucide-react';
import type { Value } from '#shared/schema/fields.ts';
import { sameValue } from '#shared/schema/same-value.ts';
import type { MergeItem } from '../../db/merging.ts';
import { StoredValue, valueText } from '../../forms/stored-value.tsx';
import type { TitleOf } from '../../state/record-titles.ts';
import {
  comparedFields,
  sidesOf,
  type ComparedField,
  type ComparedSide,
} from './compared-fields.ts';

const sideNames: Readonly<Record<ComparedSide, string>> = {
  here: 'Here now',
  there: 'In the file',
  after: 'After merging',
};

interface LineProps {
  compared: ComparedField;
  sides: readonly ComparedSide[];
  titleOf: TitleOf;
}

const Line = ({ compared, sides, titleOf }: LineProps) => {
  const { label, field, values, isContested } = compared;
  const isChanged = (side: ComparedSide, value: Value): boolean =>
    side === 'after' && !sameValue(value, values.here);
  return (
    <tr>
      <th scope="row">
        {label}
        {isContested && (
          <span className="merge-contested">
            <TriangleAlert aria-hidden size={13} /> in conflict
          </span>
        )}
      </th>
      {sides.map((side) => (
        <td key={side} data-changed={isChanged(side, values[side]) || undefined}>
          <StoredValue
            text={valueText(field, values[side], titleOf)}
            label={`${label}, ${sideNames[side].toLowerCase()}`}
          />
        </td>
      ))}
    </tr>
  );
};

const notes: Partial<Record<MergeItem['kind'], string>> = {
  new: 'This record is not on this desk yet: it comes in as it is in the file.',
  conflicting:
    'Both desks wrote a field without knowing of each other. The later value is shown, the other one is kept: settle them under Conflicts after merging.',
  erased:
    'This record was erased for good on the other desk. It goes from this desk, too, and what is shown here goes with it.',
};

interface Props {
  item: MergeItem;
  title: string;
  titleOf: TitleOf;
}

/** A record field by field: as it is here, as it is in the file, and as it will be. */
export const MergeComparison = ({ item, title, titleOf }: Props) => {
  const sides = sidesOf(item);
  const fields = comparedFields(item);
  const note = notes[item.kind];
  return (
    <>
      {note !== undefined && <p className="quiet">{note}</p>}
      {fields.length === 0 ? (
        <p className="quiet">No value differs: only when the record was written, and by whom.</p>
      ) : (
        <table className="merge-fields" data-sides={sides.length} aria-label={`Fields of ${title}`}>
          <thead>
            <tr>
              {['Field', ...sides.map((side) => sideNames[side])].map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {fields.map((compared) => (
              <Line key={compared.name} compared={compared} sides={sides} titleOf={titleOf} />
            ))}
          </tbody>
        </table>
      )}
    </>
  );
};
