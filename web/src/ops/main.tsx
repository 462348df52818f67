import '../ui/tokens.css';
import './ops.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { follow } from './feed';
import { Ops } from './Ops';

const root = document.getElementById('root');
if (root === null) {
  throw new Error('The page has no element #root');
}
void follow();
createRoot(root).render(
  <StrictMode>
    <Ops />
  </StrictMode>,
);
