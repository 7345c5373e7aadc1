import { createScenarioPlayer } from '@netcue/core/testing';
import type { Scenario, ScenarioPlayer } from '@netcue/core/testing';
import { NetworkStatusProvider } from '@netcue/react';
import type { KindActionHandlers } from '@netcue/react';
import { useEffect, useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { CallStage } from './CallStage.tsx';
import { languages } from './languages.ts';
import type { Language } from './languages.ts';

interface ScenarioCallProps {
  language: Language;
  stage: 'call' | 'plain';
  scenario: Scenario;
  /** Where to stand still; runs in real time without. */
  playTo: number | undefined;
  speed: number;
  children: ReactNode;
}

const everyMs = 100;
const noop = () => {};
const actions: KindActionHandlers = {
  leave: noop,
  retry: noop,
  rejoin: noop,
  cancel: noop,
  audioOnly: noop,
  cameraOff: noop,
  effectsOff: noop,
  stopSharing: noop,
  pauseIncomingVideo: noop,
  showList: noop,
};

/** A call in which a scenario happens: real store, diagnosis and prompts, on a clock of its own. */
export function ScenarioCall({ playTo, ...props }: ScenarioCallProps): ReactElement {
  const [run, setRun] = useState(0);
  return (
    <ScenarioRun
      key={run}
      {...props}
      playTo={run === 0 ? playTo : undefined}
      replay={() => setRun(run + 1)}
    />
  );
}

function ScenarioRun(props: ScenarioCallProps & { replay: () => void }): ReactElement {
  const { language, stage, scenario, playTo, speed, replay, children } = props;
  const [player] = useState(() => createPlayer(scenario, playTo));
  const call = (
    <>
      {children}
      <div className="scenario" lang="en">
        <button type="button" onClick={replay}>
          Replay
        </button>
        <Played player={player} speed={playTo === undefined ? speed : 0} />
        <span>{scenario.about}</span>
      </div>
    </>
  );
  return (
    <NetworkStatusProvider
      network={player.network}
      clock={player.clock}
      locale={languages[language]}
      actions={actions}
    >
      {stage === 'call' ? <CallStage>{call}</CallStage> : call}
    </NetworkStatusProvider>
  );
}

function createPlayer(scenario: Scenario, playTo = 0): ScenarioPlayer {
  const player = createScenarioPlayer(scenario);
  player.advance(playTo);
  return player;
}

/** Plays on, and says how far it is. */
function Played({ player, speed }: { player: ScenarioPlayer; speed: number }): ReactElement {
  const [seconds, setSeconds] = useState(player.elapsed() / 1000);
  useEffect(() => {
    if (speed === 0) return;
    const timer = setInterval(() => {
      player.advance(everyMs * speed);
      setSeconds(player.elapsed() / 1000);
    }, everyMs);
    return () => clearInterval(timer);
  }, [player, speed]);
  return <b>{seconds.toFixed(1)} s</b>;
}
