import { ChevronRight } from 'lucide-react';
import type { FocusEvent, ReactNode } from 'react';
import { FieldInput } from './field-input.tsx';
import { filledIn, type Section } from './sections.ts';
import type { Form } from './use-form.ts';

interface SectionFold {
  open: boolean;
  onToggle: (open: boolean) => void;
  /** What else there is to say of a field, below its input. */
  beneath?: ((name: string) => ReactNode) | undefined;
}

const summaryOf = (section: Section, form: Form): string => {
  const filled = filledIn(section, form.draft.stored);
  return filled === 0 ? `${section.fields.length} empty` : `${filled} of ${section.fields.length}`;
};

const leavesField = ({ currentTarget, relatedTarget }: FocusEvent<HTMLElement>): boolean =>
  !currentTarget.contains(relatedTarget);

const isWide = (kind: string): boolean =>
  kind === 'longText' || kind === 'textList' || kind === 'instantList';

/** The fields of one heading as a card that folds; a folded card still says how much is in it. */
export const FormSection = ({
  section,
  form,
  open,
  onToggle,
  beneath,
}: { section: Section; form: Form } & SectionFold) => {
  const id = `section-${section.group.replaceAll(' ', '-')}`;
  return (
    <section className="form-section" data-section={section.group} aria-labelledby={id}>
      <h2 id={id}>
        <button
          type="button"
          className="form-section-head"
          data-section-head
          aria-expanded={open}
          aria-controls={`${id}-fields`}
          onClick={() => onToggle(!open)}
        >
          <ChevronRight aria-hidden size={16} className="form-section-arrow" />
          <span>{section.group}</span>
          <span className="form-section-count">{summaryOf(section, form)}</span>
        </button>
      </h2>
      <div id={`${id}-fields`} className="form-fields" hidden={!open}>
        {open &&
          section.fields.map(({ name, field }) => (
            <div
              key={name}
              className="form-field"
              data-field={name}
              data-wide={isWide(field.kind) || undefined}
              onBlur={(event) => leavesField(event) && form.leave(name)}
            >
              <FieldInput name={name} field={field} form={form} />
              {beneath?.(name)}
            </div>
          ))}
      </div>
    </section>
  );
};
