/** What the call server's answer to a probe carries, and nobody's who answers in its place. */
export const pingSign = { header: 'x-netcue-demo', value: 'call-server' } as const;
