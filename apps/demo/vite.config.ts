import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  // Relative addresses, so that the built pages work in any folder of any web server.
  base: './',
  plugins: [react()],
});
