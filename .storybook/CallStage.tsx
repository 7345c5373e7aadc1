import type { ReactElement, ReactNode } from 'react';

const people = ['Maya', 'Jonas', '陈晨', 'You'];

/** A call screen to look at components in: nothing here is part of the kit. */
export function CallStage({ children }: { children: ReactNode }): ReactElement {
  return (
    <div className="call">
      <div className="call-tiles">
        {people.map((name) => (
          <div key={name} className="call-tile" data-person={name}>
            <span aria-hidden="true">{[...name][0]}</span>
            <small>{name}</small>
          </div>
        ))}
      </div>
      <div className="call-bar">
        <span />
        <span />
        <span data-hang-up />
      </div>
      {children}
    </div>
  );
}
