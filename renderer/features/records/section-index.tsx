import { useEffect, useState } from 'react';

/** One entry of the index: a section of the form or of related records. */
export interface IndexEntry {
  key: string;
  label: string;
  /** How much is in it, where that is known. */
  count: string | null;
  wrong: boolean;
}

const topOf = (key: string): number =>
  document.querySelector(`[data-section="${CSS.escape(key)}"]`)?.getBoundingClientRect().top ??
  Infinity;

/** The last section whose head has passed the upper third of the window. */
const sectionInView = (keys: readonly string[]): string | null =>
  keys.findLast((key) => topOf(key) < window.innerHeight / 3) ?? keys[0] ?? null;

/** Follows scrolling, so that the index marks where one is. */
const useSectionInView = (keys: readonly string[]): string | null => {
  const [current, setCurrent] = useState<string | null>(keys[0] ?? null);
  const joined = keys.join('\n');
  useEffect(() => {
    let frame = 0;
    const look = () => setCurrent(sectionInView(joined.split('\n')));
    const onScroll = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(look);
    };
    document.addEventListener('scroll', onScroll, { capture: true, passive: true });
    return () => {
      cancelAnimationFrame(frame);
      document.removeEventListener('scroll', onScroll, { capture: true });
    };
  }, [joined]);
  return current;
};

/** The way to each section; the first nine have a key of their own. */
export const SectionIndex = ({
  entries,
  onJump,
}: {
  entries: readonly IndexEntry[];
  onJump: (key: string) => void;
}) => {
  const current = useSectionInView(entries.map(({ key }) => key));
  return (
    <nav className="record-index" aria-label="Sections" data-record-region>
      <ol>
        {entries.map(({ key, label, count, wrong }, i) => (
          <li key={key}>
            <button
              type="button"
              onClick={() => onJump(key)}
              aria-current={key === current ? 'location' : undefined}
              aria-keyshortcuts={i < 9 ? `Alt+${i + 1}` : undefined}
              title={i < 9 ? `${label} (Alt+${i + 1})` : label}
              data-wrong={wrong || undefined}
            >
              <span className="record-index-label">{label}</span>
              {count !== null && <span className="record-index-count">{count}</span>}
              {wrong && <span className="for-readers">holds an error</span>}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
};
