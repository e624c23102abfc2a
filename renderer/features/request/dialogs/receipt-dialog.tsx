import { useState } from 'react';
import { instantOf } from '#shared/work/consultation-state.ts';
import { marginOf } from '#shared/work/billing.ts';
import { findOffers, type RecordOffer } from '../../../forms/reference-offers.ts';
import { useDesk } from '../../../state/desk-context.tsx';
import { AsyncComboBox } from '../../../ui/async-combo-box.tsx';
import { Radio, RadioGroup } from '../../../ui/radio-group.tsx';
import { planReceipt, type Grouping } from '../plans/after-plan.ts';
import { useDeed } from '../use-deed.ts';
import { DeedDialog } from './deed-dialog.tsx';
import type { CallProps } from './reschedule-dialog.tsx';

/** What of the money the receipt stands for. */
const Money = ({ of: { call } }: Pick<CallProps, 'of'>) => {
  const lines = [
    ['Credits charged', call.credit_amount],
    ['Penalty', call.credit_penalty_amount],
    ['Expert cost', call.expert_cost],
    ['Margin', marginOf(call)],
  ] as const;
  return (
    <dl className="facts">
      {lines.map(([label, amount]) =>
        (amount ?? null) === null ? null : (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{amount}</dd>
          </div>
        ),
      )}
    </dl>
  );
};

/** The group as it was chosen; null while a known one is still to be named. */
const groupingOf = (kind: Grouping['kind'], known: RecordOffer | null): Grouping | null => {
  if (kind !== 'known') return { kind };
  return known === null ? null : { kind, id: known.id };
};

/** The receipt is out, and the money grouped where that is wanted (REQ16). */
export const ReceiptDialog = ({ of, onClose }: CallProps) => {
  const desk = useDesk();
  const isGrouped = (of.call.transaction_group ?? null) !== null;
  const [kind, setKind] = useState<Grouping['kind']>('none');
  const [known, setKnown] = useState<RecordOffer | null>(null);
  const run = useDeed();
  const group = groupingOf(kind, known);
  const send = async () => {
    if (group === null) return;
    const plan = planReceipt(of.call, instantOf(Date.now()), group);
    const told = `The receipt for the call with ${of.name} is noted as sent.`;
    if (await run(plan, `note the receipt for the call with ${of.name}`, told)) onClose();
  };
  return (
    <DeedDialog
      title={`Receipt for the call with ${of.name}`}
      confirm="Receipt sent"
      isReady={group !== null}
      onConfirm={() => void send()}
      onClose={onClose}
    >
      <Money of={of} />
      <RadioGroup
        label="Transaction group"
        value={kind}
        onChange={(next) => setKind(next as Grouping['kind'])}
      >
        <Radio value="none" autoFocus>
          {isGrouped ? 'As it is' : 'None'}
        </Radio>
        <Radio value="new">A new one</Radio>
        <Radio value="known">One that exists</Radio>
      </RadioGroup>
      {kind === 'known' && (
        <AsyncComboBox
          label="Which group"
          value={known}
          load={(typed) => findOffers(desk, 'transaction_groups', typed, false)}
          onChange={(option) =>
            setKnown(option === null ? null : { ...option, detail: option.detail ?? '' })
          }
          placeholder="Number of a transaction group"
        />
      )}
    </DeedDialog>
  );
};
