import type { ReactNode } from 'react';
import { FormSection } from '../../forms/record-form.tsx';
import { filledIn, type Section } from '../../forms/sections.ts';
import type { Form } from '../../forms/use-form.ts';
import { SectionIndex, type IndexEntry } from './section-index.tsx';
import { furtherSections, type FurtherSection, type RecordPageState } from './use-record-page.ts';

interface Props {
  form: Form;
  page: RecordPageState;
  further: readonly FurtherSection[];
  /** Whether sections that hold nothing begin folded. */
  foldEmpty: boolean;
  /** Fields that are in conflict, and what is said of them below their inputs. */
  contested?: { names: ReadonlySet<string>; beneath: (name: string) => ReactNode };
  /** What stands below the form. */
  below?: ReactNode;
  /** What stands beside the form in wide windows, and below it in others. */
  beside?: ReactNode;
  /** What stands below all of it. */
  after?: ReactNode;
}

const holdsProblem = (section: Section, form: Form): boolean =>
  section.fields.some(({ name }) => form.problem(name) !== null);

const entryOf = (section: Section, form: Form): IndexEntry => ({
  key: section.group,
  label: section.group,
  count: String(filledIn(section, form.draft.stored)),
  wrong: holdsProblem(section, form),
});

const holdsConflict = ({ fields }: Section, { contested }: Props): boolean =>
  fields.some(({ name }) => contested?.names.has(name));

/** The first section always begins open: it names the record. */
const beginsOpen = (section: Section, at: number, props: Props): boolean =>
  !props.foldEmpty ||
  at === 0 ||
  filledIn(section, props.form.draft.stored) > 0 ||
  holdsConflict(section, props);

/** The index, the form, and what belongs to the record below and beside it. */
export const RecordBody = (props: Props) => {
  const { form, page, further, below, beside, after } = props;
  const entries = [
    ...page.parts.map((section) => entryOf(section, form)),
    ...further.map((key) => ({ key, label: furtherSections[key], count: null, wrong: false })),
  ];
  return (
    <div className="record-body" data-beside={beside === undefined ? undefined : true}>
      <SectionIndex entries={entries} onJump={page.jump} />
      <form
        className="record-form"
        data-record-region
        aria-label="Fields"
        noValidate
        autoComplete="off"
        onSubmit={(event) => event.preventDefault()}
      >
        {page.parts.map((section, at) => (
          <FormSection
            key={section.group}
            section={section}
            form={form}
            open={
              holdsProblem(section, form) ||
              page.sections.isOpen(section.group, beginsOpen(section, at, props))
            }
            onToggle={(open) => page.sections.toggle(section.group, open)}
            beneath={props.contested?.beneath}
          />
        ))}
        {below}
      </form>
      {beside !== undefined && (
        <div className="record-beside" data-record-region>
          {beside}
        </div>
      )}
      {after !== undefined && <div className="record-after">{after}</div>}
    </div>
  );
};
