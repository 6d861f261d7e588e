// Fields grouped by the agency that answers for them, in the centre's own order.
export function agenciesOf(fields) {
  const agencies = new Map();
  for (const field of fields) {
    const known = agencies.get(field.agency) ?? { name: field.agency, name_en: field.agency_en, fields: [] };
    known.fields.push(field);
    agencies.set(field.agency, known);
  }
  return [...agencies.values()];
}
