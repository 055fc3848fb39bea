import type { Order } from '../lib/api/types.ts';
import type { FormDraft } from '../lib/forms/carried.ts';
import { MOST_PHOTOS } from '../lib/limits.ts';
import { longDate } from '../lib/order-words.ts';
import { paths } from '../lib/paths.ts';
import { formatQuantity, plainQuantity, quantityStep } from '../lib/quantity.ts';
import { shop } from '../lib/shop.ts';
import { texts } from '../lib/texts.ts';
import { Change, Key } from './order-changes.tsx';
import { goodsOf } from './order-parts.tsx';

const words = texts.returns;
const PHOTO_KINDS = 'image/jpeg,image/png,image/webp,image/avif';

type Props = { order: Order; orderKey: string | undefined };

/** What was asked to be sent back, and what became of it. */
export function Returns({ order, orderKey }: Props) {
  if (order.returns.length === 0) return null;
  return (
    <section className="section-small">
      <h2>{words.title}</h2>
      <ul className="returns">
        {order.returns.map((request) => (
          <li key={request.name}>
            <p>
              <strong>{words.states[request.status]}</strong> · {words.askedOn(longDate(request.date))}
            </p>
            <p>{goodsOf(order, request.lines)}</p>
            <p className="returns-reason">{request.reason}</p>
            {request.note && <p>{words.answer(request.note)}</p>}
            {request.photos.length > 0 && <Photos order={order} orderKey={orderKey} photos={request.photos} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Photos({ order, orderKey, photos }: Props & { photos: string[] }) {
  return (
    <ul className="return-photos">
      {photos.map((photo, index) => (
        <li key={photo}>
          {/* biome-ignore lint/performance/noImgElement: it is private, and no optimizer may keep a copy */}
          <img
            src={paths.returnPhoto(order.name, photo, orderKey)}
            alt={words.photo(index + 1)}
            width={160}
            height={160}
            loading="lazy"
          />
        </li>
      ))}
    </ul>
  );
}

/** The form that asks to send goods of a delivered order back. */
export function ReturnForm({ order, orderKey, draft }: Props & { draft: FormDraft | null }) {
  const lines = order.lines.filter(({ returnable }) => returnable > 0);
  if (!order.mayRequestReturn || lines.length === 0) return null;
  return (
    <Change summary={words.ask} open={draft !== null}>
      {/* With the key in its address, too: photos that are too large are refused unread. */}
      <form
        className="checkout"
        action={paths.orderForm(order.name, 'return', orderKey)}
        method="post"
        encType="multipart/form-data"
      >
        <Key orderKey={orderKey} />
        <input type="hidden" name="lines" value={lines.map(({ lineId }) => lineId).join(',')} />
        <fieldset>
          <legend>{words.what}</legend>
          {lines.map(({ lineId, name, uom, returnable }) => (
            <p key={lineId} className="return-line">
              <input type="hidden" name={`uom.${lineId}`} value={uom} />
              <label htmlFor={`quantity-${lineId}`}>
                {name} <small>{words.of(formatQuantity(returnable, uom, shop.locale))}</small>
              </label>
              <input
                id={`quantity-${lineId}`}
                className="field field-quantity"
                type="number"
                name={`quantity.${lineId}`}
                defaultValue={
                  draft?.values[`quantity.${lineId}`] || (lines.length === 1 ? plainQuantity(returnable, uom) : '0')
                }
                min="0"
                max={plainQuantity(returnable, uom)}
                step={quantityStep(uom)}
                required
              />
            </p>
          ))}
        </fieldset>
        <p className="labelled">
          <label htmlFor="return-reason">{words.why}</label>
          <textarea
            id="return-reason"
            className="field"
            name="reason"
            rows={4}
            minLength={3}
            maxLength={2000}
            defaultValue={draft?.values.reason ?? ''}
            required
          />
        </p>
        <p className="labelled">
          <label htmlFor="return-photos">{words.photos}</label>
          <input
            id="return-photos"
            className="field"
            type="file"
            name="photos"
            accept={PHOTO_KINDS}
            multiple
            aria-describedby="return-photos-hint"
          />
          <small id="return-photos-hint" className="labelled-hint">
            {words.photosHint(MOST_PHOTOS)}
          </small>
        </p>
        <button type="submit" className="button">
          {words.send}
        </button>
      </form>
    </Change>
  );
}
