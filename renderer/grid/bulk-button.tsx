import { ListChecks } from 'lucide-react';
import { IconButton } from '../ui/button.tsx';

/** Begins an edit of many records, in the bar above a grid. */
export const BulkButton = ({
  isDisabled,
  onPress,
}: {
  isDisabled: boolean;
  onPress: () => void;
}) => (
  <IconButton
    label="Edit many records…"
    shortcut="Ctrl+Shift+E"
    isDisabled={isDisabled}
    onPress={onPress}
  >
    <ListChecks aria-hidden size={16} />
  </IconButton>
);
