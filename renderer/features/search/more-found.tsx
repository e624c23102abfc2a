import { useEffect, useEffectEvent, useRef } from 'react';
import { Button } from '../../ui/button.tsx';

/** The next page, when the end of the list comes into sight or is asked for. */
export const MoreFound = ({ onMore }: { onMore: () => void }) => {
  const place = useRef<HTMLDivElement>(null);
  const show = useEffectEvent(onMore);
  useEffect(() => {
    if (place.current === null) return;
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) show();
    });
    observer.observe(place.current);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={place} className="found-more">
      <Button onPress={onMore}>Show more</Button>
    </div>
  );
};
