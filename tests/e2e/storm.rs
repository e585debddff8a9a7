//! Bad wires: between clients and Crema, Crema and its database, Crema and its broker, cut, slow,
//! silent, or cut in the moment when a commit's or a request's answer comes. `crash.rs` has the load
//! and the judge.

use std::collections::BTreeMap;
use std::time::Duration;

use harness::wire::{COMMITTED, DONE};
use harness::{Api, Backend, Broker, Fault, Server, Shop, Wire, within};

use crate::work::Chance;

/// A bar with a wire of ours in every place where there is one. It begins with the embedded broker.
pub(crate) struct Wired {
    pub(crate) shop: Shop,
    entrance: Wire,
    bus: Wire,
    database: Option<Wire>,
    _broker: Broker,
    _folder: tempfile::TempDir,
}

/// A kind of fault, for the count, and how it is brought about.
struct Damage<'a> {
    what: &'static str,
    wire: &'a Wire,
    fault: Fault,
    lasts: Duration,
}

impl Wired {
    pub(crate) async fn open(backend: &Backend) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let broker = Broker::start_in(folder.path()).await;
        let bus = Wire::to(broker.address()).await;
        let (mut database, mut settings) = (None, Vec::new());
        if let Backend::Postgres { cluster } = backend {
            let (wire, url) = wired_database(cluster).await;
            settings.push(("CREMA_DATABASE_URL", url));
            database = Some(wire);
        }
        let settings: Vec<_> = settings.iter().map(|(name, value)| (*name, &**value)).collect();
        let data = tempfile::tempdir().expect("a temporary folder");
        let mut server = Server::start_in(data, &Backend::Sqlite, &settings).await;
        let entrance = Wire::to(server.address()).await;
        server.set_entrance(entrance.address());
        let shop = Shop::around(server).await;
        Self { shop, entrance, bus, database, _broker: broker, _folder: folder }
    }

    /// From its next start on the server reaches a broker of its own by a wire.
    pub(crate) fn wire_the_bus(&mut self) {
        self.shop.server.set("CREMA_BUS_URL", &Broker::url(self.bus.address()));
    }

    /// Breaks wires so many times, one after the other; gives how often each way.
    pub(crate) async fn storm(
        &self,
        times: usize,
        chance: &mut Chance,
    ) -> BTreeMap<&'static str, usize> {
        let mut counts = BTreeMap::new();
        for at in 0..times {
            let Damage { what, wire, fault, lasts } = self.damage(at, chance);
            *counts.entry(what).or_default() += 1;
            let mends_itself = matches!(fault, Fault::CutAtAnswer(_));
            wire.set(fault);
            if mends_itself {
                within(lasts, what, async || wire.is_well().then_some(())).await;
            } else {
                tokio::time::sleep(lasts).await;
                wire.set(Fault::None);
            }
            tokio::time::sleep(Duration::from_millis(100 + chance.below(200))).await;
        }
        let direct = Api::new(self.shop.server.address());
        within(Duration::from_secs(30), "everything ready", async || {
            direct.try_get("/readyz").await.is_ok_and(|answer| answer.status == 200).then_some(())
        })
        .await;
        counts
    }

    /// What can be broken, the `at`th in turn.
    fn damage(&self, at: usize, chance: &mut Chance) -> Damage<'_> {
        let short = Duration::from_millis(200 + chance.below(800));
        let slow = Fault::Slow(Duration::from_millis(20 + chance.below(100)));
        // A lost answer mends itself; this is how long one may be waited for.
        let answer = Duration::from_secs(20);
        let mut all = vec![
            ("clients cut off", &self.entrance, Fault::Cut, short),
            ("answer to a client lost", &self.entrance, Fault::CutAtAnswer(DONE), answer),
            ("clients slow", &self.entrance, slow.clone(), short),
            ("clients half open", &self.entrance, Fault::Silent, short),
            ("broker cut off", &self.bus, Fault::Cut, short),
            ("broker slow", &self.bus, slow.clone(), short),
            ("broker half open", &self.bus, Fault::Silent, short),
        ];
        if let Some(database) = &self.database {
            all.extend([
                ("database cut off", database, Fault::Cut, short),
                ("answer to a commit lost", database, Fault::CutAtAnswer(COMMITTED), answer),
                ("database slow", database, slow, short),
                ("database half open", database, Fault::Silent, short),
                ("answer to a commit lost", database, Fault::CutAtAnswer(COMMITTED), answer),
            ]);
        }
        let (what, wire, fault, lasts) = all.swap_remove(at % all.len());
        Damage { what, wire, fault, lasts }
    }
}

/// A fresh database behind a wire, and its address there.
pub(crate) async fn wired_database(cluster: &str) -> (Wire, String) {
    let url = harness::fresh_database(cluster).await;
    let mut url = url::Url::parse(&url).expect("the database's address is a URL");
    let place = (url.host_str().expect("a host"), url.port().unwrap_or(5432));
    let target = format!("{}:{}", place.0, place.1).parse().expect("an address of this machine");
    let wire = Wire::to(target).await;
    url.set_port(Some(wire.address().port())).expect("the URL has a host");
    (wire, url.to_string())
}
