import { useEffect, useEffectEvent, useRef, useState } from 'react';

/** A way out of the page that was held back, and how to take it after all. */
export interface Departure {
  go(): void;
}

const departureOf = ({ destination, navigationType }: NavigateEvent): Departure => ({
  go: () => {
    if (navigationType === 'traverse') window.navigation.traverseTo(destination.key);
    else window.location.href = destination.url;
  },
});

/**
 * Holds the page while `holding`: links, shortcuts and the way back wait in `departure` until the person
 * has chosen, and closing the window makes the browser ask.
 */
export const useLeaveGuard = (holding: boolean) => {
  const [departure, setDeparture] = useState<Departure | null>(null);
  const released = useRef(false);
  const onNavigate = useEffectEvent((event: NavigateEvent) => {
    if (released.current || !event.cancelable) return;
    if (event.destination.url === window.location.href) return;
    event.preventDefault();
    setDeparture(departureOf(event));
  });
  useEffect(() => {
    if (!holding) return;
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    const hear = (event: NavigateEvent) => onNavigate(event);
    window.navigation.addEventListener('navigate', hear);
    window.addEventListener('beforeunload', onUnload);
    return () => {
      window.navigation.removeEventListener('navigate', hear);
      window.removeEventListener('beforeunload', onUnload);
    };
  }, [holding]);
  return {
    departure,
    stay: () => setDeparture(null),
    /** Goes where the page was asked to go; what was typed and not saved is lost. */
    leave: () => {
      released.current = true;
      departure?.go();
    },
    /** Lets the page go without a question: nothing is left to save. */
    release: () => {
      released.current = true;
    },
  };
};
