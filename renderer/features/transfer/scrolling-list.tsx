import { useState, type UIEvent } from 'react';

/** Lines drawn at first, and further ones whenever the end comes near. */
const step = 300;
/** Pixels above the end at which further lines are drawn. */
const near = 400;

/** A list of any length that draws what has been scrolled to; the keyboard scrolls it, too. */
export const ScrollingList = ({ label, lines }: { label: string; lines: readonly string[] }) => {
  const [drawn, setDrawn] = useState(step);
  const onScroll = ({ currentTarget: box }: UIEvent<HTMLElement>) => {
    const left = box.scrollHeight - box.scrollTop - box.clientHeight;
    if (left < near && drawn < lines.length) setDrawn(drawn + step);
  };
  return (
    <div
      className="scrolling-list"
      role="region"
      aria-label={label}
      tabIndex={0}
      onScroll={onScroll}
    >
      <ul>
        {lines.slice(0, drawn).map((line, index) => (
          <li key={index} aria-setsize={lines.length} aria-posinset={index + 1}>
            {line}
          </li>
        ))}
      </ul>
    </div>
  );
};
