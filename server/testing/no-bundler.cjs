/*
 * Stands for the tools with which AdminJS bundles its pages. It loads them with itself, which takes half a second in every test file that has the
 * panel, though no server bundles: server/cli/build-panel.ts does, in a process of its own, with the real ones.
 */
const plugin = () => null;
const refuse = () => {
  throw new Error('A server bundles nothing: server/cli/build-panel.ts does');
};

module.exports = Object.assign(plugin, {
  babel: plugin,
  minify: plugin,
  nodeResolve: plugin,
  rollup: refuse,
  watch: refuse,
});
