import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';

/** A list of any length of which only what is in sight is drawn; lines may wrap. Reachable by keyboard to scroll. */
export const ScrollingList = ({ label, lines }: { label: string; lines: readonly string[] }) => {
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 28,
    overscan: 12,
  });
  return (
    <div ref={scroller} className="scrolling-list" role="region" aria-label={label} tabIndex={0}>
      <ul style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, key, start }) => (
          <li
            key={key}
            ref={virtual.measureElement}
            data-index={index}
            aria-setsize={lines.length}
            aria-posinset={index + 1}
            style={{ transform: `translateY(${start}px)` }}
          >
            {lines[index]}
          </li>
        ))}
      </ul>
    </div>
  );
};
