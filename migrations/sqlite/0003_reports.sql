-- Refused scans of a period, without reading the whole history for them.
create index events_refused on events (store, time) where type = 'OrderProcessor.ShopNotready';
