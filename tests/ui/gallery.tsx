import '#renderer/styles/index.css';
import { Inbox, Pencil, Plus } from 'lucide-react';
import { useState } from 'react';
import { AsyncComboBox } from '#renderer/ui/async-combo-box.tsx';
import { Badge } from '#renderer/ui/badge.tsx';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { Checkbox } from '#renderer/ui/checkbox.tsx';
import { ComboBox } from '#renderer/ui/combo-box.tsx';
import { DateTimeInput } from '#renderer/ui/date-time-input.tsx';
import { Disclosure } from '#renderer/ui/disclosure.tsx';
import { DropZone } from '#renderer/ui/drop-zone.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { Menu } from '#renderer/ui/menu.tsx';
import { Progress } from '#renderer/ui/progress.tsx';
import { Radio, RadioGroup } from '#renderer/ui/radio-group.tsx';
import { SearchField } from '#renderer/ui/search-field.tsx';
import { SecretField } from '#renderer/ui/secret-field.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { Skeleton } from '#renderer/ui/skeleton.tsx';
import { Tabs } from '#renderer/ui/tabs.tsx';
import { TagInput } from '#renderer/ui/tag-input.tsx';
import { TextArea } from '#renderer/ui/text-area.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { ToastRegion } from '#renderer/ui/toast-region.tsx';
import { TriState } from '#renderer/ui/tri-state.tsx';

const nothing = () => undefined;

const Fields = () => {
  const [text, setText] = useState('Ana Silva');
  const [tags, setTags] = useState<readonly string[]>(['cold chain', 'ports']);
  const [yes, setYes] = useState<boolean | null>(true);
  const [when, setWhen] = useState('2026-03-31T13:30:00.123456Z');
  const [state, setState] = useState<'open' | 'closed' | null>(null);
  return (
    <>
      <TextField label="Name" value={text} onChange={setText} description="As it is written." />
      <TextField label="E-mail" value="ana@" onChange={nothing} warning="This looks unfinished." />
      <TextField
        label="Rate"
        isNumeric
        suffix="EUR"
        value="12,5"
        onChange={nothing}
        error="Rate must be a number such as 125.50."
      />
      <TextField label="Locked" value="" placeholder="Nothing yet" onChange={nothing} isDisabled />
      <TextArea label="Summary" value={'Two\nlines'} onChange={nothing} />
      <Select
        label="State"
        options={[
          { value: 'open', label: 'Open' },
          { value: 'closed', label: 'Closed' },
        ]}
        value={state}
        onChange={setState}
      />
      <ComboBox
        label="Type"
        options={[{ value: 'call' }, { value: 'video' }]}
        value=""
        onChange={nothing}
        placeholder="Any word"
      />
      <AsyncComboBox
        label="Expert"
        value={{ id: 7, title: 'Rui Melo', detail: 'U7' }}
        load={async () => []}
        onChange={nothing}
      />
      <TriState label="Conflicted" value={yes} onChange={setYes} />
      <TagInput label="Keywords" value={tags} onChange={setTags} />
      <DateTimeInput label="Starts" value={when} onChange={setWhen} />
      <SecretField label="PIN" value="4711" onChange={nothing} />
      <RadioGroup label="Records that are there" value="keep" onChange={nothing}>
        <Radio value="keep">Keep mine</Radio>
        <Radio value="replace" detail="What was there is lost">
          Replace
        </Radio>
      </RadioGroup>
      <Checkbox defaultSelected>Replace everything</Checkbox>
      <Checkbox isDisabled>Not now</Checkbox>
    </>
  );
};

const Signs = () => (
  <>
    <Button variant="primary">
      <Plus aria-hidden size={15} /> New profile
    </Button>
    <Button>Save</Button>
    <Button variant="quiet">More</Button>
    <Button variant="danger">Move to trash</Button>
    <Button isDisabled>Later</Button>
    <IconButton label="Edit">
      <Pencil aria-hidden size={15} />
    </IconButton>
    <Menu label="Actions" actions={[{ id: 'a', label: 'Open', run: nothing }]}>
      <Button size="small">Actions</Button>
    </Menu>
    <SearchField label="Filter" value="" onChange={nothing} />
    <p>
      {(['neutral', 'accent', 'success', 'warning', 'danger'] as const).map((tone) => (
        <Badge key={tone} tone={tone}>
          {tone}
        </Badge>
      ))}
      <Kbd keys={['Ctrl', 'K']} />
    </p>
    {(['info', 'success', 'warning', 'danger'] as const).map((tone) => (
      <Banner
        key={tone}
        tone={tone}
        title={`A ${tone}`}
        actions={<Button size="small">Act</Button>}
      >
        What it is about.
      </Banner>
    ))}
    <Progress label="Reading" value={0.4} detail="4,000 of 10,000" />
    <Progress label="Starting" value={null} />
    <Skeleton />
    <Disclosure title="Further fields" detail="12 empty" defaultOpen>
      <p>Folded away until asked for.</p>
    </Disclosure>
    <Tabs
      label="Parts"
      selected="one"
      onSelect={nothing}
      tabs={[
        { id: 'one', title: 'One', content: 'The first' },
        { id: 'two', title: 'Two', content: 'The second' },
      ]}
    />
    <DropZone label="Drop a snapshot here" onChoose={nothing} onDrop={nothing} />
    <EmptyState icon={<Inbox aria-hidden size={26} />} title="Nothing here" text="Yet." />
  </>
);

/** Every part of the kit on one page. */
export const Gallery = () => (
  <main style={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 32, padding: 24 }}>
    <section aria-label="Fields" style={{ display: 'grid', gap: 14, alignContent: 'start' }}>
      <Fields />
    </section>
    <section
      aria-label="Signs"
      style={{ display: 'grid', gap: 12, alignContent: 'start', justifyItems: 'start' }}
    >
      <Signs />
    </section>
    <ToastRegion />
  </main>
);
