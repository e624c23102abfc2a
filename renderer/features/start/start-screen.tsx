import { useDeskEmpty } from '../../state/use-row-counts.ts';
import { Overview } from './overview.tsx';
import { Welcome } from './welcome.tsx';

/** Home: a first start's choices while the desk is empty, what is newest afterwards. */
export const StartScreen = () => {
  const empty = useDeskEmpty();
  if (empty === undefined)
    return (
      <h1 tabIndex={-1} className="for-readers">
        Home
      </h1>
    );
  return empty ? <Welcome /> : <Overview />;
};
