import { describe, expect, test } from 'vitest';
import { codeOf, create, deskNumber, edit, openScratch } from './scratch-desk.ts';

const own = deskNumber * 2 ** 26;

describe('DB27 records created together point to each other', () => {
  test('a local name becomes the next number, in references and in numbers by habit', async () => {
    const desk = await openScratch();
    await create(desk, 'conferences', { name: 'Earlier' });
    const { touched } = await edit(
      desk,
      { op: 'create', table: 'consultation_reviews', values: { consultation_id: -7, rating: -7 } },
      { op: 'create', table: 'consultations', id: -7, values: { conference: -1 } },
      { op: 'create', table: 'conferences', id: -1, values: { name: 'Bridge' } },
      { op: 'update', table: 'conferences', id: -1, values: { state: 'created' } },
    );
    expect(touched).toEqual([
      { table: 'consultation_reviews', id: own + 1 },
      { table: 'consultations', id: own + 1 },
      { table: 'conferences', id: own + 2 },
    ]);
    expect((await desk.get('consultations', own + 1))?.values).toMatchObject({
      conference: own + 2,
    });
    expect((await desk.get('conferences', own + 2))?.values).toMatchObject({
      name: 'Bridge',
      state: 'created',
    });
    expect((await desk.get('consultation_reviews', own + 1))?.values).toEqual({
      consultation_id: own + 1,
      rating: -7,
    });
  });

  test('undoing cuts the link and puts the new record into the trash, in one call', async () => {
    const desk = await openScratch();
    const call = await create(desk, 'consultations', {});
    const { inverse } = await edit(
      desk,
      { op: 'create', table: 'conferences', id: -1, values: {} },
      { op: 'update', table: 'consultations', id: call, values: { conference: -1 } },
    );
    expect((await desk.get('consultations', call))?.values['conference']).toBe(own + 1);
    await edit(desk, ...inverse);
    expect((await desk.get('consultations', call))?.values['conference']).toBeUndefined();
    expect((await desk.get('conferences', own + 1))?.values['deleted']).toBe(true);
  });

  test('a name of another table, or of nothing, is refused, and nothing is stored', async () => {
    const desk = await openScratch();
    const refused = await desk.mutate(
      [
        { op: 'create', table: 'projects', id: -1, values: {} },
        { op: 'create', table: 'consultations', values: { conference: -1 } },
      ],
      'test',
    );
    expect(codeOf(refused)).toBe('value.notId');
    const nothing = await desk.mutate(
      [{ op: 'update', table: 'projects', id: -3, values: {} }],
      'test',
    );
    expect(codeOf(nothing)).toBe('value.notId');
    expect(await desk.get('projects', own + 1)).toBeNull();
    expect(await create(desk, 'projects', {})).toBe(own + 1);
  });
});
