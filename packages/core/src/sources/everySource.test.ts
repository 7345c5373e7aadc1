import { describeBehaviour } from './sourceBehaviour.test.helper.ts';
import { sdkDrivers } from './sdkDrivers.test.helper.ts';

for (const [name, make] of Object.entries(sdkDrivers)) describeBehaviour(name, make);
