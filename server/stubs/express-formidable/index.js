// Stands in for express-formidable, which @adminjs/express loads but Counterfoil never uses (see docs/decisions/0003-own-router-over-adminjs-express.md).
module.exports = () => {
  throw new Error('express-formidable is not part of Counterfoil: http/admin-panel.ts mounts the panel without it');
};
