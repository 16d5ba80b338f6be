// The program of the thread that keeps the index of words.
import { keepIndex } from '../../database/wordIndex/keepIndex.ts';
import { INDEXED } from './document.ts';

await keepIndex(INDEXED);
