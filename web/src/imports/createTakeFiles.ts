import { useNavigate } from '@solidjs/router';
import { chosen } from './chosen.ts';

/** Leads to where files are looked at before they are imported. */
export function createTakeFiles(): (files: Iterable<File>) => void {
  const navigate = useNavigate();
  return (files) => {
    chosen.add(files);
    navigate('/imports/new');
  };
}
