import { ExternalLink, Plus } from 'lucide-react';
import { Link } from 'wouter';
import { entityOf, isTableName, type TableName } from '#shared/entities/index.ts';
import { isId } from '#shared/schema/row-check.ts';
import { useDesk, useLoaded } from '../../state/desk-context.tsx';
import { pathTo } from '../../state/routes.ts';
import { AsyncComboBox } from '../../ui/async-combo-box.tsx';
import { textOf, type Entry } from '../entries.ts';
import { chosenOffer, findOffers, type Presence } from '../reference-offers.ts';
import type { InputProps } from './input-props.ts';

type Props = InputProps & { target: TableName; loose: boolean };

const idOf = (entry: Entry): number | null => {
  const id = Number(textOf(entry));
  return isId(id) ? id : null;
};

/** Why a reference leads nowhere; null where it leads to a record. */
const doubtOf = (presence: Presence, target: TableName, loose: boolean): string | null => {
  if (presence === 'here') return null;
  const one = entityOf(target).label.one.toLowerCase();
  if (presence === 'erased') return `This ${one} was erased for good.`;
  return `There is no such ${one} here${loose ? '' : '; the number is kept until you choose another'}.`;
};

const Links = ({ target, open }: { target: TableName; open: number | null }) => {
  const one = entityOf(target).label.one.toLowerCase();
  return (
    <p className="reference-links">
      {open !== null && (
        <Link href={pathTo.record(target, open)}>
          <ExternalLink aria-hidden size={12} /> Open
        </Link>
      )}
      {open === null && (
        <Link href={pathTo.new(target)}>
          <Plus aria-hidden size={12} /> New {one}
        </Link>
      )}
    </p>
  );
};

/** A record of another table, found by typing its name or number. */
const RecordInput = ({ target, loose, frame, entry, onEntry }: Props) => {
  const desk = useDesk();
  const id = idOf(entry);
  const chosen = useLoaded(`${target}/${id}`, [target], async (from) =>
    id === null ? null : chosenOffer(from, target, id),
  );
  const doubt = doubtOf(chosen?.presence ?? 'here', target, loose);
  return (
    <>
      <AsyncComboBox
        {...frame}
        warning={doubt}
        value={chosen ?? null}
        load={(typed) => findOffers(desk, target, typed, loose)}
        onChange={(option) => onEntry(option === null ? '' : String(option.id))}

        placeholder={`Name or number of a ${entityOf(target).label.one.toLowerCase()}`}
      />
      <Links target={target} open={doubt === null ? id : null} />
    </>
  );
};

export const ReferenceInput = (props: InputProps) => {
  const { field } = props;
  const target = field.kind === 'reference' && isTableName(field.target) ? field.target : null;
  if (target === null) throw new Error(`${props.name} points to no table.`);
  return <RecordInput {...props} target={target} loose={false} />;
};

/** A number that points to a record by habit: chosen like a reference, but it may lead nowhere. */
export const LooseInput = (props: InputProps) => {
  const { field } = props;
  const target = field.kind === 'integer' ? (field.loosely ?? '') : '';
  if (!isTableName(target)) throw new Error(`${props.name} points to no table.`);
  return <RecordInput {...props} target={target} loose />;
};
