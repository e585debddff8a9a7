//! Every metric there is: name, kind, labels, what it says. What is not declared here is counted
//! nowhere (a tidy test), and `docs/METRICS.md` is this list as a table. Pure.

/// One metric.
#[derive(Clone, Copy, Debug)]
pub struct Metric {
    /// As Prometheus knows it.
    pub name: &'static str,
    /// What it is.
    pub kind: Kind,
    /// Its labels; each takes a bounded number of values.
    pub labels: &'static [&'static str],
    /// One sentence: its help text.
    pub says: &'static str,
}

/// What a metric is.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// Counts up from the start of the process.
    Counter,
    /// A value as of now.
    Gauge,
    /// How values are spread, with the upper bounds of its buckets.
    Histogram(&'static [f64]),
}

/// Seconds of work inside the machine: from half a millisecond to ten seconds.
const MACHINE: Kind = Kind::Histogram(&[
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0,
]);
/// Seconds of a request; few bounds, because there is one set for every route.
const REQUEST: Kind = Kind::Histogram(&[0.005, 0.025, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0]);
/// Seconds of people at work: from five seconds to an hour.
const PEOPLE: Kind = Kind::Histogram(&[
    5.0, 15.0, 30.0, 60.0, 120.0, 180.0, 300.0, 450.0, 600.0, 900.0, 1_800.0, 3_600.0,
]);
/// Seconds by which something is late: from ten milliseconds to an hour.
const LATE: Kind =
    Kind::Histogram(&[0.01, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0, 60.0, 600.0, 3_600.0]);
/// How many at once, to the largest group of the writer.
const GROUP: Kind = Kind::Histogram(&[1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 256.0]);

/// Every metric, by chapter.
pub const CHAPTERS: &[(&str, &[Metric])] = &[
    (
        "Admission",
        &[
            counter(
                "crema_scans_total",
                &["store", "outcome"],
                "Scans by outcome: admitted, resumed (the order they have already), unavailable, or why not.",
            ),
            counter(
                "crema_rate_limited_total",
                &["limit"],
                "Tries refused because there were too many: pin_account, pin_known_place, pin_address, pin_checks, code, pairing, sign_out.",
            ),
        ],
    ),
    (
        "Orders",
        &[
            gauge(
                "crema_orders",
                &["store", "state"],
                "Open orders by store and state, read from the database when asked.",
            ),
            counter(
                "crema_order_transitions_total",
                &["store", "from", "to"],
                "Changes of an order's state that were stored; from new for one that was not there before.",
            ),
            counter(
                "crema_order_refusals_total",
                &["reason"],
                "Commands on orders that were refused, by reason.",
            ),
            histogram(
                "crema_order_time_in_state_seconds",
                PEOPLE,
                &["state"],
                "How long orders were in a state when they left it; queued counts from the order's place in line.",
            ),
        ],
    ),
    (
        "Deadlines",
        &[
            histogram(
                "crema_deadline_lateness_seconds",
                LATE,
                &[],
                "How long after its time a deadline fired.",
            ),
            gauge(
                "crema_deadline_overdue_seconds",
                &[],
                "How long the most overdue deadline of an order has waited to fire; 0 when none is due.",
            ),
            gauge(
                "crema_deadline_idle_seconds",
                &[],
                "Since when this process' processor of deadlines has not looked.",
            ),
        ],
    ),
    (
        "Relay and bus",
        &[
            counter(
                "crema_events_published_total",
                &[],
                "Events that this process' relay published and stamped.",
            ),
            histogram(
                "crema_event_publish_seconds",
                MACHINE,
                &[],
                "From an event's moment until it was published and stamped, one sample a round of the relay.",
            ),
            gauge(
                "crema_relay_lag_seconds",
                &[],
                "Age of the oldest event that is not published, read from the database when asked; 0 when there is none.",
            ),
            gauge(
                "crema_relay_unpublished",
                &[],
                "Events that are not published, counted up to 10,000.",
            ),
            gauge(
                "crema_relay_leads",
                &[],
                "1 while this process' relay is the one that publishes.",
            ),
            counter(
                "crema_relay_failures_total",
                &[],
                "Rounds of the relay that failed and will be tried again.",
            ),
            gauge("crema_bus_connected", &[], "1 while the bus takes and brings messages."),
            counter("crema_bus_lost_total", &[], "How often the connection to the bus was lost."),
            counter("crema_bus_published_total", &[], "Messages that the bus acknowledged."),
            counter("crema_bus_received_total", &[], "Messages that the bus brought."),
            counter(
                "crema_bus_unreadable_total",
                &[],
                "Messages on the bus that are none of ours.",
            ),
        ],
    ),
    (
        "Sockets",
        &[
            gauge(
                "crema_gateway_sockets",
                &["role"],
                "Open sockets by the highest role behind them: operator, barista, display, customer, none.",
            ),
            counter(
                "crema_gateway_messages_total",
                &[],
                "Messages handed to sockets, one a subscriber.",
            ),
            counter(
                "crema_gateway_drops_total",
                &["reason"],
                "Sockets that the server closed, by reason; too_slow is a full queue or a stuck write.",
            ),
            counter(
                "crema_gateway_refusals_total",
                &["reason"],
                "Sockets and subscriptions that were refused, by reason.",
            ),
        ],
    ),
    (
        "HTTP",
        &[
            counter(
                "crema_http_requests_total",
                &["method", "route", "status"],
                "Requests by method, route as declared and status; route other for addresses that do not exist.",
            ),
            histogram(
                "crema_http_request_seconds",
                REQUEST,
                &["method", "route"],
                "From a request's head to the head of its answer.",
            ),
            gauge("crema_connections_open", &[], "Open connections, sockets among them."),
            counter(
                "crema_connections_crowded_total",
                &[],
                "Connections taken while less than a fifth was free; they are given 2 s for a request.",
            ),
            counter(
                "crema_connections_failed_total",
                &[],
                "Connections that could not be taken, such as for want of open files.",
            ),
        ],
    ),
    (
        "Database",
        &[
            gauge(
                "crema_db_up",
                &[],
                "1 when the database answered as these numbers were asked for.",
            ),
            histogram(
                "crema_db_commit_seconds",
                MACHINE,
                &[],
                "From begin to durable commit: of a group on SQLite, of one job on PostgreSQL.",
            ),
            histogram("crema_db_group_jobs", GROUP, &[], "Jobs that shared a commit (SQLite)."),
            counter(
                "crema_db_writes_total",
                &["outcome"],
                "Jobs by outcome: committed, refused (nothing written), failed.",
            ),
            counter(
                "crema_db_conflicts_total",
                &[],
                "Transactions that met another and were run again (PostgreSQL).",
            ),
        ],
    ),
    (
        "Messages and tickets",
        &[
            counter(
                "crema_pushes_total",
                &["outcome"],
                "Tries to send a message to a phone: delivered, gone, refused, later.",
            ),
            counter("crema_tickets_printed_total", &[], "Tickets that a printer took."),
            counter(
                "crema_tickets_failed_total",
                &["trouble"],
                "Tries to print that failed, by trouble.",
            ),
            counter(
                "crema_webhook_deliveries_total",
                &["outcome"],
                "Tries to tell another system: taken, refused, gone, blocked, or not reached.",
            ),
            counter(
                "crema_webhook_put_aside_total",
                &[],
                "Events given up for a webhook; they wait to be sent again.",
            ),
            counter(
                "crema_webhook_circuits_opened_total",
                &[],
                "Times that a webhook failed so often that it is only probed.",
            ),
            gauge("crema_webhook_circuits_open", &[], "Webhooks that are only probed."),
        ],
    ),
    (
        "Process",
        &[
            gauge(
                "crema_build_info",
                &["version", "database"],
                "1; its labels tell the version and the kind of database.",
            ),
            gauge(
                "crema_process_start_time_seconds",
                &[],
                "When the process started, in seconds since 1970.",
            ),
            gauge(
                "crema_tls_certificate_expires_timestamp_seconds",
                &[],
                "When the certificate from a file ends, in seconds since 1970.",
            ),
            gauge("crema_process_cpu_seconds", &[], "Processor time used since the start."),
            gauge("crema_process_resident_bytes", &[], "Memory in use."),
            gauge("crema_process_open_files", &[], "Open files and sockets."),
            gauge("crema_process_max_open_files", &[], "How many may be open."),
            gauge(
                "crema_disk_free_bytes",
                &[],
                "Room left on the disk of the data folder (SQLite).",
            ),
            gauge("crema_disk_size_bytes", &[], "Size of that disk (SQLite)."),
        ],
    ),
];

const fn counter(
    name: &'static str,
    labels: &'static [&'static str],
    says: &'static str,
) -> Metric {
    Metric { name, kind: Kind::Counter, labels, says }
}

const fn gauge(name: &'static str, labels: &'static [&'static str], says: &'static str) -> Metric {
    Metric { name, kind: Kind::Gauge, labels, says }
}

const fn histogram(
    name: &'static str,
    kind: Kind,
    labels: &'static [&'static str],
    says: &'static str,
) -> Metric {
    Metric { name, kind, labels, says }
}

/// Every metric.
pub fn all() -> impl Iterator<Item = &'static Metric> {
    CHAPTERS.iter().flat_map(|(_, metrics)| metrics.iter())
}
