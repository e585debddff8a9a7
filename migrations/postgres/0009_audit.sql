-- Who changed what, and what it was before. Written in the transaction of the change.
create table audit (
    id text not null constraint audit_pkey primary key,
    store text not null constraint audit_store references stores (id),
    time bigint not null,
    who text not null,
    kind text not null,
    action text not null,
    subject text,
    changes text not null,
    undoes text,
    undone_by text
);
create index audit_of_store on audit (store, id);
create index audit_age on audit (time);
