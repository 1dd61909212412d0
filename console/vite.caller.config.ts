import { defineConfig } from 'vite'

// The caller's page is built by itself: nothing of the console in it, and for older phones.
export default defineConfig({
  publicDir: false,
  build: {
    target: ['es2019', 'chrome70', 'safari12'],
    emptyOutDir: false,
    modulePreload: { polyfill: false },
    rollupOptions: { input: 'caller.html' },
  },
})
