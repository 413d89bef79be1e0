/** node-forge's one shared object; each part imported beside it adds itself. The typings describe the whole only. */
declare module 'node-forge/lib/forge.js' {
  import forge from 'node-forge';
  export default forge;
}
declare module 'node-forge/lib/pkcs12.js';
declare module 'node-forge/lib/sha512.js';
