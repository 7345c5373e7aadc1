import { measureMemory } from './measureMemory.ts';

console.log('Kilobytes of the heap of core, after a fifth of it and after all of it.\n');
console.table(
  measureMemory().map(({ name, early, late }) => ({
    what: name,
    'after a fifth': Math.round(early),
    'after all': Math.round(late),
  })),
);
