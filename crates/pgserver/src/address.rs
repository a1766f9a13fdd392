//! How a client reaches the server.

use std::path::{Path, PathBuf};

/// The superuser of a private cluster: it owns the databases and runs the migrations.
pub const OWNER_ROLE: &str = "wenze_owner";
/// The role the application connects as. It is created by whoever migrates, with the password kept here.
pub const APP_ROLE: &str = "wenze_app";

const HOST: &str = "127.0.0.1";

/// The two ends a running server listens on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    pub(crate) port: u16,
    pub(crate) socket_folder: PathBuf,
}

impl Address {
    /// The address it listens on for TCP; never more than this machine.
    pub fn host(&self) -> &'static str {
        HOST
    }

    /// The port, for TCP and in the socket's name.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The folder of the Unix socket, which only the server's account and root may enter.
    pub fn socket_folder(&self) -> &Path {
        &self.socket_folder
    }

    /// A connection URL for any role.
    pub fn url(&self, database: &str, role: &str, password: &str) -> String {
        let (role, password, database) = (percent(role), percent(password), percent(database));
        format!("postgres://{role}:{password}@{HOST}:{}/{database}", self.port)
    }
}

const HEX: &[u8; 16] = b"0123456789ABCDEF";

/// Escapes all but the characters that RFC 3986 calls unreserved.
fn percent(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            escaped.push('%');
            escaped.push(char::from(HEX[usize::from(byte >> 4)]));
            escaped.push(char::from(HEX[usize::from(byte & 0xf)]));
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_end_a_part_of_the_url_is_escaped() {
        let address = Address { port: 5433, socket_folder: PathBuf::from("/tmp/wenze-0") };
        let url = address.url("案件/1", "a@b", "p:w?#");
        assert_eq!(url, "postgres://a%40b:p%3Aw%3F%23@127.0.0.1:5433/%E6%A1%88%E4%BB%B6%2F1");
    }
}
