import './kbd.css';

/** Keys as people read them, each in a box of its own: `<Kbd keys={['Ctrl', 'K']} />`. */
export const Kbd = ({ keys }: { keys: readonly string[] }) => (
  <span className="kbd">
    {keys.map((key) => (
      <kbd key={key} className="kbd-key">
        {key}
      </kbd>
    ))}
  </span>
);
