let count = 0;

// React tells the hook of its developer tools, in production too, if it is there before React is.
Object.assign(globalThis, {
  __REACT_DEVTOOLS_GLOBAL_HOOK__: {
    supportsFiber: true,
    inject: () => 1,
    onCommitFiberRoot: () => (count += 1),
    onCommitFiberUnmount: () => {},
  },
});

/** What React has committed so far. */
export const commits = (): number => count;
