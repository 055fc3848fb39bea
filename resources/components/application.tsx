import React, { useState } from 'react';
import { useSelector } from 'react-redux';
import { Route, Routes, useLocation, useParams, useSearchParams } from 'react-router-dom';
import { Boundary, ErrorPage } from './layout/error-page.tsx';
import { Notices } from './layout/notices.tsx';
import { SessionDialog } from './layout/session-dialog.tsx';
import { Sidebar } from './layout/sidebar.tsx';
import { TopBar } from './layout/top-bar.tsx';
import { rootPath, useResource } from './lib/state.ts';
import { useTexts } from './lib/texts.ts';
import { ListPage } from './list/list-page.tsx';
import { ChangeLinesPage } from './orders/change-lines-page.tsx';
import { OrderPage } from './orders/order-page.tsx';
import { isPaper, PaperPage } from './orders/paper-page.tsx';
import { DashboardPage } from './pages/dashboard.tsx';
import { EditPage, NewPage } from './record/form-page.tsx';
import { ShowPage } from './record/show-page.tsx';
import { StockCardPage } from './stock/stock-card-page.tsx';

const MISSING = { code: 'not_found', message: '', fields: {} };

/** The panel's frame, in place of AdminJS's own: landmarks, a way past the navigation, one live region, and the pages. */
export default function Application(): React.ReactElement {
  const { t } = useTexts();
  const { pathname } = useLocation();
  const [menuAt, setMenuAt] = useState<string | null>(null);
  const menuOpen = menuAt === pathname;
  const root = rootPath();
  return (
    <div className="cf-app">
      <a className="cf-skip" href="#content">
        {t('skip')}
      </a>
      <Sidebar open={menuOpen} onClose={() => setMenuAt(null)} />
      <div className="cf-page">
        <TopBar menuOpen={menuOpen} onMenu={() => setMenuAt(menuOpen ? null : pathname)} />
        <main id="content" tabIndex={-1} className="cf-main">
          <Boundary message={t('errors.crash')} resetKey={pathname}>
            <Routes>
              <Route path={root} element={<DashboardPage />} />
              <Route path={`${root}/resources/:resourceId`} element={<ListRoute />} />
              <Route path={`${root}/resources/:resourceId/actions/:action`} element={<ActionRoute />} />
              <Route path={`${root}/resources/:resourceId/records/:recordId/:action`} element={<RecordRoute />} />
              <Route path={`${root}/pages/:page`} element={<OwnPage />} />
              <Route path="*" element={<ErrorPage fault={MISSING} />} />
            </Routes>
          </Boundary>
        </main>
      </div>
      <Notices />
      <SessionDialog />
    </div>
  );
}

function ListRoute(): React.ReactElement {
  const resource = useResource(useParams()['resourceId']);
  return resource ? <ListPage key={resource.id} resource={resource} /> : <ErrorPage fault={MISSING} />;
}

function ActionRoute(): React.ReactElement {
  const { resourceId, action } = useParams();
  const resource = useResource(resourceId);
  if (!resource) return <ErrorPage fault={MISSING} />;
  if (action === 'new') return <NewPage key={resource.id} resource={resource} />;
  if (action === 'list') return <ListPage key={resource.id} resource={resource} />;
  return <ErrorPage fault={MISSING} />;
}

function RecordRoute(): React.ReactElement {
  const { resourceId, recordId = '', action } = useParams();
  const [params] = useSearchParams();
  const resource = useResource(resourceId);
  if (!resource) return <ErrorPage fault={MISSING} />;
  if (action === 'edit') return <EditPage key={recordId} resource={resource} id={recordId} />;
  if (action === 'stockCard') return <StockCardPage key={recordId} resource={resource} id={recordId} />;
  if (resource.id === 'orders' && action === 'changeLines') {
    return <ChangeLinesPage key={recordId} resource={resource} id={recordId} />;
  }
  const paper = params.get('paper');
  if (resource.id === 'orders' && paper && isPaper(paper)) {
    return <PaperPage key={recordId} resource={resource} id={recordId} paper={paper} parcel={params.get('parcel')} />;
  }
  if (resource.id === 'orders') return <OrderPage key={recordId} resource={resource} id={recordId} />;
  return <ShowPage key={recordId} resource={resource} id={recordId} />;
}

type PageState = { pages: { name: string; component: string }[] };

/** A page that was added to the panel, by the name of its component. */
function OwnPage(): React.ReactElement {
  const { page } = useParams();
  const component = useSelector((state: PageState) => state.pages.find(({ name }) => name === page)?.component);
  const Shown = component ? window.AdminJS.UserComponents[component] : undefined;
  return Shown ? <Shown /> : <ErrorPage fault={MISSING} />;
}
