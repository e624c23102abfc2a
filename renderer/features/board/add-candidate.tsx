import { useState } from 'react';
import { Form } from 'react-aria-components';
import type { Values } from '#shared/schema/row.ts';
import type { Desk } from '../../db/desk.ts';
import { findOffers } from '../../forms/reference-offers.ts';
import { useDesk } from '../../state/desk-context.tsx';
import { useEditing } from '../../state/edits.ts';
import { useOneAtATime } from '../../state/one-at-a-time.ts';
import { tellSuccess } from '../../state/tell.ts';
import { AsyncComboBox } from '../../ui/async-combo-box.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import type { AsyncOption } from '../../ui/use-async-options.ts';

const table = 'expert_request_candidates' as const;

/** What speaks against a profile as a candidate of a request (BOARD7). */
interface Doubt {
  /** The card that it has already. */
  known: number | null;
  warnings: readonly string[];
  values: Values;
}

const mostCandidacies = 1000;

const doubtsOf = async (desk: Desk, request: number, profile: number): Promise<Doubt> => {
  const [row, candidacies, users] = await Promise.all([
    desk.get('profiles', profile),
    desk.related(table, 'profile_id', profile, mostCandidacies),
    desk.related('users', 'profile_id', profile, 5),
  ]);
  const known = candidacies.rows.find(({ values }) => values['request_id'] === request);
  const isBarred = users.rows.some(({ values }) => values['expert_state'] === 'do not contact');
  return {
    known: known?.id ?? null,
    warnings: [
      ...(row?.values['conflicted'] === true ? ['The profile is marked as conflicted.'] : []),
      ...(isBarred ? ['This expert must not be contacted.'] : []),
    ],
    values: {
      profile_id: profile,
      request_id: request,
      match_state: 'identified',
      add_method: 'search',
      hourly_rate: row?.values['hourly_rate'] ?? null,
    },
  };
};

interface Props {
  request: number;
  onAdded: (id: number) => void;
  /** Goes to the card that is there already. */
  onShow: (id: number) => void;
  onClose: () => void;
}

/** Chooses a profile by name, and makes it a candidate of the request. */
export const AddCandidate = ({ request, onAdded, onShow, onClose }: Props) => {
  const desk = useDesk();
  const { edit } = useEditing();
  const oneAtATime = useOneAtATime();
  const [chosen, setChosen] = useState<AsyncOption | null>(null);
  const [doubt, setDoubt] = useState<Doubt | null>(null);
  const [isTried, setTried] = useState(false);
  const choose = (option: AsyncOption | null) => {
    setChosen(option);
    setDoubt(null);
    if (option !== null) void doubtsOf(desk, request, option.id).then(setDoubt);
  };
  const add = async () => {
    setTried(true);
    if (chosen === null) return;
    const found = doubt ?? (await doubtsOf(desk, request, chosen.id));
    setDoubt(found);
    // A warning that came only now is to be read first.
    if (found.known !== null || (doubt === null && found.warnings.length > 0)) return;
    const done = await edit([{ op: 'create', table, values: found.values }], 'new candidate');
    if (!done.ok) return;
    tellSuccess(`${chosen.title} is a candidate now.`);
    onClose();
    onAdded(done.value.touched[0]!.id);
  };
  const known = doubt?.known ?? null;
  const goOn = () => {
    if (known === null) return void oneAtATime(add, undefined);
    onClose();
    onShow(known);
  };
  const error =
    known !== null
      ? 'This profile is a candidate of this request already.'
      : isTried && chosen === null
        ? 'Choose a profile.'
        : null;
  return (
    <Dialog
      title="Add a candidate"
      isOpen
      size="small"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button variant="primary" onPress={goOn}>
            {known !== null
              ? 'Show the card'
              : doubt !== null && doubt.warnings.length > 0
                ? 'Add all the same'
                : 'Add'}
          </Button>
        </>
      }
    >
      <Form
        onSubmit={(event) => {
          event.preventDefault();
          goOn();
        }}
      >
        <AsyncComboBox
          label="Profile"
          placeholder="Type a name"
          value={chosen}
          onChange={choose}
          load={(typed) => findOffers(desk, 'profiles', typed, false)}
          autoFocus
          error={error}
          warning={doubt?.warnings.join(' ') ?? null}
        />
      </Form>
    </Dialog>
  );
};
