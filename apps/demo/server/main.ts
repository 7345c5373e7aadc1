import { parseArgs } from 'node:util';
import { createCallServer } from './createCallServer.ts';

const usage = `The Netcue demo's call server: signalling, media relay with the network lab, and reachability probe.

  --host <address>           where to listen (127.0.0.1: this machine alone)
  --port <number>            its port (8787)
  --other-port <number>      answers probes as another host would (the port after --port)
  --pages <folder>           also serves the built pages
  --relay on|off             leads media over this server, where the lab can harm it (on)
  --relay-address <address>  this server's address as the callers reach it, behind NAT
  --lab on|off               lets callers use the network lab (on)
`;

const options = {
  host: { type: 'string', default: '127.0.0.1' },
  port: { type: 'string', default: '8787' },
  'other-port': { type: 'string' },
  pages: { type: 'string' },
  relay: { type: 'string', default: 'on' },
  'relay-address': { type: 'string' },
  lab: { type: 'string', default: 'on' },
  help: { type: 'boolean', default: false },
} as const;

try {
  await start();
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}

async function start(): Promise<void> {
  const { values } = parseArgs({ options });
  if (values.help) return console.log(usage);

  const port = readPort('--port', values.port);
  const server = await createCallServer({
    host: values.host,
    port,
    otherPort: values['other-port']
      ? readPort('--other-port', values['other-port'])
      : port && port + 1,
    relay: readSwitch('--relay', values.relay),
    lab: readSwitch('--lab', values.lab),
    ...(values.pages && { pages: values.pages }),
    ...(values['relay-address'] && { relayAddress: values['relay-address'] }),
  });

  console.log(
    `Call server on http://${values.host.includes(':') ? `[${values.host}]` : values.host}:${server.port}/`,
  );
  const stop = () => void server.close().then(() => process.exit(0));
  process.once('SIGINT', stop).once('SIGTERM', stop);
}

function readPort(name: string, text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`${name} needs a number from 0 to 65535, not "${text}".`);
  return port;
}

function readSwitch(name: string, text: string): boolean {
  if (text !== 'on' && text !== 'off') throw new Error(`${name} needs on or off, not "${text}".`);
  return text === 'on';
}

function explain(error: unknown): string {
  const { code, message, port, address } = error as NodeJS.ErrnoException & {
    port?: number;
    address?: string;
  };
  if (code === 'EADDRINUSE')
    return `Port ${port} is in use. Stop what runs there, or choose another with --port.`;
  if (code === 'EADDRNOTAVAIL')
    return `This machine has no address ${address}. Choose one of its own with --host.`;
  return message;
}
