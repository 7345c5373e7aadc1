import { NetworkDetails, RemoteUserBadge, SignalBars } from '@netcue/react';
import type { ReactElement, ReactNode } from 'react';

/** The people of core's scenarios. */
const people = { bo: 'Bo', cy: 'Cy', di: '狄安' };

/** A call screen to look at components in: nothing here is part of the kit. */
export function CallStage({ children }: { children: ReactNode }): ReactElement {
  return (
    <div className="call">
      <div className="call-tiles">
        {Object.entries(people).map(([userId, name]) => (
          <Tile key={userId} name={name}>
            <SignalBars userId={userId} name={name} />
            <RemoteUserBadge userId={userId} />
          </Tile>
        ))}
        <Tile name="You">
          <SignalBars name="You" />
          <RemoteUserBadge />
        </Tile>
      </div>
      <div className="call-bar">
        <span />
        <span />
        <NetworkDetails className="call-details" />
        <span data-hang-up />
      </div>
      {children}
    </div>
  );
}

function Tile({ name, children }: { name: string; children: ReactNode }): ReactElement {
  return (
    <div className="call-tile">
      <span aria-hidden="true">{[...name][0]}</span>
      <small>{name}</small>
      {children}
    </div>
  );
}
