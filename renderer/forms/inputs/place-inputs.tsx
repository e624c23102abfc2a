import { ComboBox } from '../../ui/combo-box.tsx';
import { textOf } from '../entries.ts';
import { countryOffers, timeZoneOffers } from '../places.ts';
import type { InputProps } from './input-props.ts';

const countries = countryOffers();
const timeZones = timeZoneOffers();

const PlaceInput = ({
  frame,
  entry,
  onEntry,
  options,
}: InputProps & { options: typeof countries }) => (
  <ComboBox {...frame} options={options} value={textOf(entry)} onChange={onEntry} />
);

/** A country's two letters, found by its name as well. */
export const CountryInput = (props: InputProps) => <PlaceInput {...props} options={countries} />;

/** An IANA time zone; whatever else was stored stays. */
export const TimeZoneInput = (props: InputProps) => <PlaceInput {...props} options={timeZones} />;
