export { scratchCheckout, workspaceRoot, type ScratchCheckout } from './scratch-checkout.ts';
