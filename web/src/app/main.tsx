import '../ui/tokens.css';
import '../ui/parts.css';
import './shell.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Router } from 'wouter';
import { queryClient } from '../data/queries';
import { refresh, watchBackForwardCache } from '../session/session';
import { applyKeptTheme } from '../ui/settings';
import { App } from './App';

applyKeptTheme();
watchBackForwardCache();
// The callback makes a session of its own.
if (!location.pathname.startsWith('/app/callback')) {
  void refresh();
}

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <Router base="/app">
        <App />
      </Router>
    </QueryClientProvider>
  </StrictMode>,
);
