//! How the server trades durability for speed, and the settings every private server shares.

/// What the cluster is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Profile {
    /// Real data: nothing acknowledged may be lost.
    #[default]
    Durable,
    /// Test data: a power cut may cost the whole cluster, and every commit is faster for it.
    Scratch,
}

/// Test runners open a pool per test, and group commit holds connections of its own.
const CONNECTIONS_MAX: &str = "200";
/// Enough for the demo's working set; a private server is a guest on its machine.
const SHARED_BUFFERS: &str = "128MB";

impl Profile {
    /// The settings given on the server's command line. They win over `postgresql.conf`, which stays as `initdb` wrote it
    /// so that an upgrade of Wenze never has to rewrite a file inside an old cluster.
    pub(crate) fn settings(self) -> Vec<(&'static str, &'static str)> {
        let mut settings = vec![
            ("listen_addresses", "127.0.0.1"),
            ("unix_socket_permissions", "0700"),
            ("max_connections", CONNECTIONS_MAX),
            ("shared_buffers", SHARED_BUFFERS),
            ("timezone", "UTC"),
            ("log_timezone", "UTC"),
            ("log_line_prefix", "%m [%p] %q%u@%d "),
            ("logging_collector", "off"),
        ];
        if self == Self::Scratch {
            settings.extend([
                ("fsync", "off"),
                ("synchronous_commit", "off"),
                ("full_page_writes", "off"),
                ("max_wal_size", "4GB"),
            ]);
        }
        settings
    }
}
