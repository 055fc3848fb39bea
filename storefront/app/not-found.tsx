import type { Metadata } from 'next';
import { NothingHere } from '../components/nothing-here.tsx';
import { publicListCategories } from '../lib/api/index.ts';
import { texts } from '../lib/texts.ts';

export const metadata: Metadata = { title: texts.errors.notFound.title };

export default async function NotFound() {
  const categories = await publicListCategories().catch(() => []);
  return <NothingHere words={texts.errors.notFound} categories={categories} />;
}
